"""Pictures that come from outside, decoded in a process of their own, within limits.

Nothing here imports Django: the process starts in a moment and holds no secret of the site.
`client` is the site's side, everything else runs in the process (`worker`).
"""
