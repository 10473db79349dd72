"""What is done with a telegram bears the key of its request, as registering it does."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry", "0002_chain")]

    operations = [
        migrations.AddField(
            model_name="link",
            name="key",
            field=models.CharField(max_length=64, null=True),
        ),
        migrations.AddIndex(
            model_name="link",
            index=models.Index(
                condition=models.Q(("key__isnull", False)), fields=["key"], name="link_key"
            ),
        ),
    ]
