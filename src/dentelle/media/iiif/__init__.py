"""The IIIF Image API, versions 3.0 and 2.1, level 2: pictures cut, sized and turned by their address."""
