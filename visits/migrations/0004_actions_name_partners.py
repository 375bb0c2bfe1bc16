"""An action of a partner names the partner, and says when whoever does it was reminded."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("visits", "0003_sent_reports")]

    operations = [
        migrations.AddField(
            model_name="action",
            name="reminded_on",
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AddConstraint(
            model_name="action",
            constraint=models.CheckConstraint(
                condition=~models.Q(owner="partner") | ~models.Q(owner_name=""),
                name="an_action_of_a_partner_names_it",
            ),
        ),
    ]
