"""The one door to the public: state, withdrawal, and the history of who decided what.

What is public is answered by one QuerySet method, `public()`; pages, feeds, indexes and caches ask
it and nothing else.
"""
