"""Bytes in, bytes out. The only importer of WeasyPrint and pyHanko.

render      HTML to a tagged PDF/A with its signature fields in place
authority   the cluster's own certification authority: keys, certificates, CRL
backends    where signatures come from (ClusterAuthority, Pkcs12)
timestamps  RFC 3161: the authority's own clock, or servers with fail-over
sign        one more signature, in an incremental update; seal and archive data
validation  what a file proves
limits      a child process with limits of memory and time, for foreign bytes
"""
