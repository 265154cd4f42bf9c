"""What an operator runs."""

from config.settings.base import *
