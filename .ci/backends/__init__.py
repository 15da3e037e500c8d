"""Provides the interpreters that the suite runs on, each as `.backends/<name>/bin/python`.

`registry` says which there are, `provide` makes them, `suite` runs pytest on them. Nothing here needs
root, and nothing outside the checkout is changed (Maven and pip use their usual caches).
"""
