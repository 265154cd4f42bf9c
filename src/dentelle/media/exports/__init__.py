"""Picture files that leave the house: in sizes or as received, each saying whose it is and on what terms."""
