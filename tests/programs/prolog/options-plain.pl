% Options of a program that does not say which it has.
:- use_module(library(main)).
t(A) :- catch((argv_options(A,P,O)->R=P-O;R=no),E,(E=error(F,_)->R=F;R=E)), print(A),write(' ==> '),writeq(R),nl.
:- initialization((
 t([]), t([a,b]), t(['--name=bob',x,'-v','--count=3','--no-color','--verbose']), t(['-abc','-n3','-f','x']), t(['--',a,'-b']), t([a,'--',b]), t(['-x=3','--long-name=y','--flag=true','--f=1.5','--s=']), t(['-']), t(['-3','4']), t(['--a','b']), t(['-n','3']), t(['--no-',x]), t(['--x=a b']), t(['-v','-v']),t(['--no-x=3']), t(['-12']), t(['-p12']), t(['-pab=3']), t(['--debug']),
 true)).
% expect: [] ==> []-[]
% expect: [a,b] ==> [a,b]-[]
% expect: ['--name=bob',x,'-v','--count=3','--no-color','--verbose'] ==> [x]-[name(bob),v(true),count(3),color(false),verbose(true)]
% expect: ['-abc','-n3','-f',x] ==> [x]-[a(true),b(true),c(true),n(true),'3'(true),f(true)]
% expect: [--,a,'-b'] ==> [a,'-b']-[]
% expect: [a,--,b] ==> [a,b]-[]
% expect: ['-x=3','--long-name=y','--flag=true','--f=1.5','--s='] ==> []-[x(3),long_name(y),flag(true),f(1.5),s('')]
% expect: [-] ==> [-]-[]
% expect: ['-3','4'] ==> ['-3','4']-[]
% expect: ['--a',b] ==> [b]-[a(true)]
% expect: ['-n','3'] ==> ['3']-[n(true)]
% expect: ['--no-',x] ==> [x]-[''(false)]
% expect: ['--x=a b'] ==> []-[x('a b')]
% expect: ['-v','-v'] ==> []-[v(true),v(true)]
% expect: ['--no-x=3'] ==> []-[no_x(3)]
% expect: ['-12'] ==> ['-12']-[]
% expect: ['-p12'] ==> []-[p(true),'1'(true),'2'(true)]
% expect: ['-pab=3'] ==> []-[p(true),a(true),b(true),=(true),'3'(true)]
% expect: ['--debug'] ==> []-[debug(true)]
