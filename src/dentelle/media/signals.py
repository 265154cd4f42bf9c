"""What the media room announces, always after the transaction that made it true."""

from django.dispatch import Signal

# pictures_prepared: `image_ids`, the numbers of pictures whose renditions and colours were just made.
pictures_prepared = Signal()
