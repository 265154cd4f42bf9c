"""What a log must not hold: the secret of a link that still opens something."""

import logging
import re


class WithoutSecrets(logging.Filter):
    """Write `…` for what follows one of the beginnings of addresses, patterns as `re` reads them."""

    def __init__(self, after: tuple[str, ...]) -> None:
        super().__init__()
        self.secret = re.compile(rf"({'|'.join(after)})[^/\s?\"']+")

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = self.secret.sub(r"\1…", record.getMessage()), ()
        return True
