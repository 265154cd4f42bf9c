"""What the media room announces, always after the transaction that made it true."""

from django.dispatch import Signal

# pictures_prepared: `image_ids`, the numbers of pictures whose renditions and colours were just made.
pictures_prepared = Signal()

# picture_added: `image_id`, the number of a picture just kept; its tiles and colours are still to be made.
picture_added = Signal()
