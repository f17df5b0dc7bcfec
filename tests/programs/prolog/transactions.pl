% Changes of dynamic predicates that are taken back.
:- dynamic acc/2.
acc(a, 10). acc(b, 5).
move(X, Y, N) :- retract(acc(X, A)), A1 is A - N, assertz(acc(X, A1)), retract(acc(Y, B)), B1 is B + N, assertz(acc(Y, B1)), A1 >= 0.
show :- findall(X-Y, acc(X, Y), L), msort(L, M), print(M), nl.
:- initialization(main).
main :- show, ( transaction(move(a, b, 3)) -> true ; writeln(no) ), show, ( transaction(move(a, b, 30)) -> true ; writeln(no) ), show, catch(transaction((move(a,b,1), throw(x))), x, writeln(thrown)), show, snapshot((move(a, b, 1), show)), show.
% expect: [a-10,b-5]
% expect: [a-7,b-8]
% expect: no
% expect: [a-7,b-8]
% expect: thrown
% expect: [a-7,b-8]
% expect: [a-6,b-9]
% expect: [a-7,b-8]
