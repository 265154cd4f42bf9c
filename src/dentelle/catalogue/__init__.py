"""Records of objects: what a museum wrote, what is derived from it, and the imports that bring it.

The museum's management software is the master. The source text of every field is kept verbatim;
what is derived stands beside it and can be rebuilt. A *record* is a notice, an *import run* is one
reading of one or more files; nothing editorial is ever overwritten by one.
"""
