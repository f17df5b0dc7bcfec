% What programs of checks share: c(Goal, Expected) is a goal and what it writes, its solutions (at most six) or its error.
:- initialization(main).
:- dynamic foo/2, bar/1.
bar(1). bar(2). bar(3).
foo(1,a). foo(2,b) :- bar(2).
stat(1). stat(2).
a(1,f(_)). a(2,f(_)).
b(1,1). b(1,1). b(1,2). b(2,1). b(2,2). b(2,2).
mem(X,[X|_]). mem(X,[_|T]) :- mem(X,T).
twice(!) :- write('C '). twice(true) :- write('Moss ').
goal((twice(_),!)). goal(write('Three ')).
main :- nb_setval(checks, 0), c(Goal, Expected), nb_getval(checks, N0), N is N0 + 1, nb_setval(checks, N), check(Goal, Expected), fail.
main :- nb_getval(checks, N), format("~d checks~n", [N]).
check(Goal, Expected) :- with_output_to(string(Result), run(Goal)), ( Result == Expected -> true ; format("~s~n    gives ~s~n    not   ~s~n", [Goal, Result, Expected]) ).
run(Text) :- catch(( atom_to_term(Text, Goal, Names), findall(Names, limit(6, Goal), Solutions) ), Ball, true), show(Ball, Solutions).
show(Ball, _) :- nonvar(Ball), !, ( Ball = error(syntax_error(_), _) -> write('syntax error') ; Ball = error(Error, _) -> numbervars(Error, 0, _), writeq(Error) ; write('ball '), writeq(Ball) ).
show(_, []) :- write(false).
show(_, [S|Ss]) :- solution(S), rest(Ss).
rest([]).
rest([S|Ss]) :- write('; '), solution(S), rest(Ss).
solution([]) :- write(true).
solution([B|Bs]) :- numbervars([B|Bs], 0, _), bindings([B|Bs]).
bindings([B]) :- !, binding(B).
bindings([B|Bs]) :- binding(B), write(', '), bindings(Bs).
binding(N=V) :- write(N), write(=), writeq(V).
