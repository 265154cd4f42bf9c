"""Settings by environment; `config.settings` itself is what an operator runs."""

from config.settings.base import *
