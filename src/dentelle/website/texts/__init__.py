"""The first French texts of the pages every network needs; once installed, people edit them."""
