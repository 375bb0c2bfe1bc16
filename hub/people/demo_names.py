"""Names of the demo's families, as they are found in an English county."""

_FIRST = """
Amelia, Oliver, Isla, Noah, Ava, Muhammad, Mia, Leo, Ivy, George, Lily, Arthur, Freya, Oscar,
Florence, Theo, Willow, Archie, Rosie, Jack, Sophia, Freddie, Grace, Henry, Evie, Alfie,
Aisha, Finley, Maya, Luca, Zara, Arjun, Priya, Jasper, Olivia, Ibrahim, Fatima, Kai, Nia,
Rowan, Elsie, Caleb, Harriet, Toby, Matilda, Reuben, Beatrice, Jude, Anaya, Kwame, Chiara,
Tomasz, Zofia, Mateusz, Hana, Yusuf, Layla, Ethan, Eliza, Samuel, Ada, Rafael, Ines, Dylan,
Seren, Callum, Niamh, Ravi, Meera, Chloe, Isaac, Poppy, Daniel, Abigail
"""
_LAST = """
Smith, Jones, Taylor, Brown, Patel, Williams, Khan, Davies, Evans, Wilson, Thomas, Johnson,
Roberts, Walker, Wright, Robinson, Thompson, White, Hughes, Edwards, Green, Hall, Ahmed,
Begum, Wood, Harris, Lewis, Martin, Jackson, Clarke, Clark, Turner, Hill, Scott, Cooper,
Morris, Ward, Moore, Nowak, Kowalski, Okafor, Adeyemi, Mensah, Singh, Kaur, Sharma, Shah,
Hussain, O’Connor, Murphy, Kelly, Byrne, Campbell, Stewart, Bennett, Cook, Bailey, Parker,
Miller, Cox, Marshall, Chapman, Fernandes, Silva, Rossi, Papadakis, Ivanova, Nguyen, Chen,
Wong, Yıldız, Haddad, Abara, Osei, Fitzgerald, Wolfeschlegelsteinhausen-Bergerdorff
"""
_ADULT_FIRST = """
Sarah, James, Emma, David, Rachel, Andrew, Nicola, Mark, Joanne, Paul, Helen, Stephen, Claire,
Ian, Samira, Imran, Katarzyna, Piotr, Ngozi, Chidi, Sunita, Rajesh, Maria, Antonio, Mei, Wei,
Siobhan, Patrick, Leila, Omar, Ruth, Simon, Alison, Peter, Deborah, Gareth, Yasmin, Kofi,
Elena, Dimitri
"""
_FATHERS = """
James, David, Andrew, Mark, Paul, Stephen, Ian, Imran, Piotr, Chidi, Rajesh, Antonio, Wei, Patrick,
Omar, Simon, Peter, Gareth, Kofi, Dimitri
"""
_STREETS = """
Mill Lane, Church Road, Station Road, The Green, High Street, Orchard Close, Meadow Way,
Victoria Road, School Lane, Park Avenue, Chestnut Drive, Bridge Street, Windmill Hill, Manor
Road
"""


def _each(text):
    return [" ".join(name.split()) for name in text.split(",")]


FIRST, LAST, ADULT_FIRST = _each(_FIRST), _each(_LAST), _each(_ADULT_FIRST)
FATHERS, STREETS = _each(_FATHERS), _each(_STREETS)
ACCESS = (
    "Large print music helps.",
    "Needs a break after fifteen minutes.",
    "Hears little on the left side.",
    "Uses a wheelchair; needs a room without steps.",
    "Finds loud rooms hard, and likes to know what comes next.",
)
MEDICAL = (
    "Carries an inhaler.",
    "Allergic to nuts; has a pen in the bag.",
    "Type 1 diabetes; may need to eat.",
    "Epilepsy, well controlled.",
)
