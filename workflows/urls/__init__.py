"""Three groups, mounted where the site wants them.

portal  namespace ``workflows``: tasks, agreements, drafts, downloads
verify  namespace ``workflows_verify``: the public verification page
ideas   namespace ``workflows_ideas``: published ideas
short   the address in the QR code
"""
