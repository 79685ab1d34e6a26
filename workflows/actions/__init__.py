"""What a person can do. Every entry point goes through here.

An action checks permission, takes the lock and drives the flow. Portal, admin,
commands and the demo call actions and nothing below them.

permissions  who may ask for what
drafts       create, edit, annexes, preview
agreements   submit, withdraw, abort, re-issue, void, comment
commitments  what became of a promise
steps        complete a human step: check, approve, sign off, sign, decline
agreement_steps, subject_steps  what follows from the decision
subjects     submit, leave and comment what other flows carry
schedule     what time brings: sweep, reminders, in force, expired
accounts     invitations
"""
