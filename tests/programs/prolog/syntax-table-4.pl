% How terms are read and written: each line is a text and how it is written.
% expect: 36 checks
:- initialization(main).
:- op(700, xfx, ===>).
:- op(200, xfy, &).
:- op(900, fy, not).
:- op(700, xfx, eq).
:- op(700, xf, isnt).
:- op(700, fx, are).
:- op(100, yf, ??).
main :- nb_setval(checks, 0), c(Text, Expected), nb_getval(checks, N0), N is N0 + 1, nb_setval(checks, N), check(Text, Expected), fail.
main :- nb_getval(checks, N), format("~d checks~n", [N]).
check(Text, Expected) :- with_output_to(string(Result), run(Text)), ( Result == Expected -> true ; format("~s~n    gives ~s~n    not   ~s~n", [Text, Result, Expected]) ).
% How a text is written again: quoted, without operators, unquoted; or why it is no term.
run(Text) :- catch(read_all(Text, Term), error(syntax_error(Why), _), ( write('error '), writeq(Why) )), ( var(Why) -> show(Term) ; true ).
read_all(Text, Term) :- term_string(Term, Text).
show(Term) :-
    term_variables(Term, Vs), names(Vs, 0, Names),
    write_term(Term, [quoted(true), numbervars(true), variable_names(Names)]), write('   '),
    write_term(Term, [quoted(true), ignore_ops(true), variable_names(Names)]), write('   '),
    write_term(Term, [numbervars(true), variable_names(Names)]),
    % What was written quoted reads as the same term, but for `- 1`, which the standard reads as a number.
    with_output_to(string(S), write_term(Term, [quoted(true), ignore_ops(true)])), term_string(Again, S), ( Again =@= Term -> true ; write('   reads differently') ).
names([], _, []).
names([V|Vs], N, [A=V|Bs]) :- atom_concat('V', N, A), M is N + 1, names(Vs, M, Bs).

c("f(- , a)", "f(-,a)   f(-,a)   f(-,a)").
c("[-|-]", "[-|-]   [-|-]   [-|-]").
c("a- (-)", "a-(-)   -(a,-)   a-(-)").
c("(-) - a", "(-)-a   -(-,a)   (-)-a").
c("* = *", "(*)=(*)   =(*,*)   (*)=(*)").
c("[*]", "[*]   [*]   [*]").
c("f(*,-)", "f(*,-)   f(*,-)   f(*,-)").
c("f(a, (-))", "f(a,-)   f(a,-)   f(a,-)").
c("- - a", "- -a   -(-(a))   - -a").
c("-(-)(1)", "error operator_expected").
c("\\ (-)", "\\ (-)   \\(-)   \\ (-)").
c("@ - @", "@ - @   -(@,@)   @ - @").
c("'\\\\' - a", "\\ -a   \\(-(a))   \\ -a").
c("a - '\\\\'", "a-(\\)   -(a,\\)   a-(\\)").
c("a+'/*'", "a+'/*'   +(a,'/*')   a+ /*").
c("'/*'+a", "'/*'+a   +('/*',a)   /* + a").
c("a- '-'", "a-(-)   -(a,-)   a-(-)").
c("'end.'", "'end.'   'end.'   end.").
c("a:'end'", "a:end   :(a,end)   a:end").
c("\"x\" \"y\"", "error operator_expected").
c("'a'.", "a   a   a").
c("f('A','b c',[],{},'[]','{}',;,!,',','|')", "f('A','b c',[],{},[],{},;,!,',','|')   f('A','b c',[],{},[],{},;,!,',','|')   f(A,b c,[],{},[],{},;,!,,,|)").
c("'hello\\\\world'", "'hello\\\\world'   'hello\\\\world'   hello\\world").
c("'don''t'", "'don\\'t'   'don\\'t'   don't").
c("\"don't\"", "\"don't\"   \"don't\"   don't").
c("'say \"x\"'", "'say \"x\"'   'say \"x\"'   say \"x\"").
c("\"say \"\"x\"\"\"", "\"say \\\"x\\\"\"   \"say \\\"x\\\"\"   say \"x\"").
c("`abc`", "[97,98,99]   [97,98,99]   [97,98,99]").
c("\"\\x41\\\\x42\\\"", "\"AB\"   \"AB\"   AB").
c("'\\x41\\\\x42\\'", "'AB'   'AB'   AB").
c("0'a", "97   97   97").
c("\"tab\\there\"", "\"tab\\there\"   \"tab\\there\"   tab\there").
c("'nl\\nhere'", "'nl\\nhere'   'nl\\nhere'   nl\nhere").
c("_a", "V0   V0   V0").
c("__", "V0   V0   V0").
c("_1", "V0   V0   V0").
