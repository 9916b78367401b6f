#!/usr/bin/perl
# counts visits; the digits are images/digits/N.gif
open(F, "+<count.dat") or die;
flock(F, 2); $n = <F>; $n++; seek(F, 0, 0); print F $n; close(F);
print "Content-type: text/plain\n\n$n\n";
