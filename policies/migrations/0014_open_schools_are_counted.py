"""How many open schools a council has is kept beside how they stand to tags. Zero until the job counts them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("policies", "0013_texts_of_the_shelf"),
    ]

    operations = [
        migrations.AddField(
            model_name="tagcount",
            name="open_schools",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
