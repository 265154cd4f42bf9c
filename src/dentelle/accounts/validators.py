"""What a password must not be, in words people know: nobody here types a “username”."""

from django.contrib.auth.password_validation import UserAttributeSimilarityValidator
from django.utils.translation import gettext as _


class NotOneselfValidator(UserAttributeSimilarityValidator):
    """Refuse what is close to the names and the address of whose account it is."""

    def get_error_message(self) -> str:
        """Say what was found and what to do."""
        return _(
            "It is too close to your name or your address. Take words that say nothing of you."
        )
