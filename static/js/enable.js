// Runs before the page is drawn: the library's components start only where this class stands,
// and browsers too old for them keep the plain page.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
