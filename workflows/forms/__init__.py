"""Forms validate, nothing else.

drafts       the steps of the agreement form
commitments  rows of commitments with the details of their form of co-operation
steps        decisions: checks, approvals, signatures
verify       the upload of a file to be verified
fields       fields that several forms share
formsets     rows with an upper limit that holds
"""
