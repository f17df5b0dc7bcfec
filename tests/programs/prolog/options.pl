% Options of programs that say which they have, and of those that do not.
:- use_module(library(main)).
opt_type(verbose, verbose, boolean).
opt_type(v, verbose, boolean).
opt_type(count, count, integer).
opt_type(n, count, integer).
opt_type(name, name, atom).
opt_type(rate, rate, float).
opt_type(mode, mode, oneof([fast,slow])).
opt_type(nat, nat, nonneg).
opt_type(any, any, term).
opt_type(file, file, file(read)).
opt_type(b, between, between(1,10)).
opt_type(s, str, string).
opt_type(u, u, (integer|oneof([all]))).
opt_type(x, xx, boolean(false)).
opt_type('long_opt', long_opt, integer).
opt_help(verbose, "Be verbose").
opt_help(count, "Number of things").
opt_help(help(header), " [options] file ...").
opt_help(help(usage), " [option ...] file").
opt_help(help(footer), "The end").
opt_help(name, "Some name that is long enough to be wrapped over more than one line when the terminal is narrow like eighty").
opt_meta(name, 'NAME').
t(A) :- catch((argv_options(A,P,O)->R=P-O;R=no),E,(E=error(F,_)->R=F;R=E)), print(A),write(' ==> '),writeq(R),nl.
:- initialization((
 t([]), t([a, b]), t(['-v',x]), t(['--verbose','--no-verbose']), t(['--count=3','-n4','-n','5']), t(['--name','bob','--rate=2','--rate','2.5']), t(['--mode=fast']), t(['--nat=3']), t(['-b','3']), t(['-s','3','-u','all','-u','3','-x']), t(['--long-opt=3']), t(['-vn3']), t(['--',a,'-b']), t(['a','-v','b']),
 argv_usage([]))).
% error: -n INTEGER, --count=INTEGER Number of things
% error: Option --nat=-1 requires a non-negative integer (found -1)
% exit: 1
:- initialization(t(['--nat=-1'])).
% expect: [] ==> []-[]
% expect: [a,b] ==> [a,b]-[]
% expect: ['-v',x] ==> [x]-[verbose(true)]
% expect: ['--verbose','--no-verbose'] ==> []-[verbose(true),verbose(false)]
% expect: ['--count=3','-n4','-n','5'] ==> []-[count(3),count(4),count(5)]
% expect: ['--name',bob,'--rate=2','--rate','2.5'] ==> []-[name(bob),rate(2.0),rate(2.5)]
% expect: ['--mode=fast'] ==> []-[mode(fast)]
% expect: ['--nat=3'] ==> []-[nat(3)]
% expect: ['-b','3'] ==> []-[between(3)]
% expect: ['-s','3','-u',all,'-u','3','-x'] ==> []-[str("3"),u(all),u(3),xx(false)]
% expect: ['--long-opt=3'] ==> []-[long_opt(3)]
% expect: ['-vn3'] ==> []-[verbose(true),count(3)]
% expect: [--,a,'-b'] ==> [a,'-b']-[]
% expect: [a,'-v',b] ==> [a,b]-[verbose(true)]
