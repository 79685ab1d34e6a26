"""Forms validate, nothing else.

drafts   the steps of the agreement form
steps    decisions: checks, approvals, signatures
verify   the upload of a file to be verified
"""
