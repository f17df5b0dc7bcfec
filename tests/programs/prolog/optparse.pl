% library(optparse).
:- use_module(library(optparse)).
spec([ [opt(verbose),type(boolean),default(false),shortflags([v]),longflags([verbose]),help('Be verbose')],
 [opt(mode),type(atom),default('SCAN'),shortflags([m]),longflags([mode]),help(['data gathering mode, one of','  SCAN: scan','  READ: read'])],
 [opt(levels),type(integer),default(3),shortflags([l]),longflags(['levels','lev']),meta('N'),help('levels')],
 [opt(rate),type(float),default(1.5),longflags([rate]),help('rate')],
 [opt(t),type(term),shortflags([t]),longflags([term]),help('a term')],
 [opt(cfg),type(boolean),default(true),longflags([cache]),help('x')],
 [opt(config),meta('FILE'),type(atom),default(none),help('no flags')] ]).
t(A) :- spec(S), catch((opt_parse(S,A,O,P)->R=P-O;R=no),E,(E=error(F,_)->R=F;R=E)), numbervars(R,0,_), print(A),write(' ==> '),writeq(R),nl.
t2(A,PO) :- spec(S), catch((opt_parse(S,A,O,P,PO)->R=P-O;R=no),E,(E=error(F,_)->R=F;R=E)), numbervars(R,0,_), print(A),write(' ==> '),writeq(R),nl.
:- initialization((
 t([]), t([a,'-v',b]), t(['--mode=READ','-l','5']), t(['-l5','--lev','7']), t(['--rate=2','--rate','2.5']), t(['-t','f(X)']), t(['--no-cache','x']), t(['--nocache']), t(['--verbose=true']), t(['--verbose','false']), t(['-vl3']), t(['--foo']), t(['-q']), t(['-l','abc']), t(['--','-v']), t(['-m=READ']), t(['-lx']), t(['--rate=a']), t(['-v','true']),
 t2(['-l','5'],[output_functor(opt)]), t2(['-l','5','-l','6'],[duplicated_flags(keepall)]), t2(['-l','5','-l','6'],[duplicated_flags(keepfirst)]), t2(['-l','5','-l','6'],[]), t2(['--foo'],[allow_empty_flag_spec(false)]),
 spec(S), opt_help(S,H), write(H), opt_arguments(S,O,P), numbervars(O,0,_), print(O-P),nl,
 catch((opt_help([[opt(a)]],H2),write(H2)),E2,(E2=error(F2,_),print(F2),nl)), catch((opt_help([[type(integer)]],H3),write(H3)),E3,(E3=error(F3,_),print(F3),nl)),
 catch((opt_parse([[opt(a),type(integer),default(x),shortflags([a])]],[],H4,_),write(H4)),E4,(E4=error(F4,_),print(F4),nl)),
 catch((opt_parse([[opt(a),type(integer),shortflags([a])],[opt(b),type(integer),shortflags([a])]],[],H5,_),write(H5)),E5,(E5=error(F5,_),print(F5),nl)),
 true)).
% expect: [] ==> []-[verbose(false),mode('SCAN'),levels(3),rate(1.5),t(A),cfg(true),config(none)]
% expect: [a,'-v',b] ==> [a,b]-[mode('SCAN'),levels(3),rate(1.5),t(A),cfg(true),config(none),verbose(true)]
% expect: ['--mode=READ','-l','5'] ==> []-[verbose(false),rate(1.5),t(A),cfg(true),config(none),mode('READ'),levels(5)]
% expect: ['-l5','--lev','7'] ==> []-[verbose(false),mode('SCAN'),rate(1.5),t(A),cfg(true),config(none),levels(7)]
% expect: ['--rate=2','--rate','2.5'] ==> type_error(flag_value,float)
% expect: ['-t','f(X)'] ==> []-[verbose(false),mode('SCAN'),levels(3),rate(1.5),cfg(true),config(none),t(f(A))]
% expect: ['--no-cache',x] ==> [x]-[verbose(false),mode('SCAN'),levels(3),rate(1.5),t(A),config(none),cfg(false)]
% expect: ['--nocache'] ==> existence_error(commandline_option,nocache)
% expect: ['--verbose=true'] ==> []-[mode('SCAN'),levels(3),rate(1.5),t(A),cfg(true),config(none),verbose(true)]
% expect: ['--verbose',false] ==> []-[mode('SCAN'),levels(3),rate(1.5),t(A),cfg(true),config(none),verbose(false)]
% expect: ['-vl3'] ==> type_error(flag_value,boolean)
% expect: ['--foo'] ==> existence_error(commandline_option,foo)
% expect: ['-q'] ==> existence_error(commandline_option,q)
% expect: ['-l',abc] ==> syntax_error(illegal_number)
% expect: [--,'-v'] ==> [--]-[mode('SCAN'),levels(3),rate(1.5),t(A),cfg(true),config(none),verbose(true)]
% expect: ['-m=READ'] ==> syntax_error('disallowed: <shortflag>=<value>')
% expect: ['-lx'] ==> syntax_error(illegal_number)
% expect: ['--rate=a'] ==> syntax_error(illegal_number)
% expect: ['-v',true] ==> []-[mode('SCAN'),levels(3),rate(1.5),t(A),cfg(true),config(none),verbose(true)]
% expect: ['-l','5'] ==> []-[opt(verbose,false),opt(mode,'SCAN'),opt(rate,1.5),opt(t,A),opt(cfg,true),opt(config,none),opt(levels,5)]
% expect: ['-l','5','-l','6'] ==> []-[verbose(false),mode('SCAN'),rate(1.5),t(A),cfg(true),config(none),levels(5),levels(6)]
% expect: ['-l','5','-l','6'] ==> []-[verbose(false),mode('SCAN'),rate(1.5),t(A),cfg(true),config(none),levels(5)]
% expect: ['-l','5','-l','6'] ==> []-[verbose(false),mode('SCAN'),rate(1.5),t(A),cfg(true),config(none),levels(6)]
% expect: ['--foo'] ==> domain_error(unique_atom,A)
% expect: --verbose  -v  boolean=false  Be verbose
% expect: --mode     -m  atom=SCAN      data gathering mode, one of
% expect:                                   SCAN: scan
% expect:                                   READ: read
% expect: --levels,
% expect: --lev      -l  N:integer=3    levels
% expect: --rate         float=1.5      rate
% expect: --term     -t  term=_         a term
% expect: --cache        boolean=true   x
% expect: [verbose(false),mode('SCAN'),levels(3),rate(1.5),t(A),cfg(true),config(none)]-[]
% expect: domain_error(unique_atom,[type(integer)])
% expect: type_error(integer,x)
% expect: domain_error(unique_atom,a)
