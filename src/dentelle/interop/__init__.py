"""What other machines read of the network: IIIF manifests, collections and content states.

Reads only. It stands beside the portal and knows nothing of its pages but the names of their
addresses: what is public is asked of `catalogue`, what a picture may be used for of `media`.
"""
