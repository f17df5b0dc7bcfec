:- dynamic at/2, i_am_at/1, alive/1.
:- retractall(at(_, _)), retractall(i_am_at(_)), retractall(alive(_)).
i_am_at(cave).
path(cave, e, meadow).
path(meadow, w, cave).
path(meadow, n, building) :- at(key, in_hand).
path(meadow, n, building) :- write('The door appears to be locked.'), nl, fail.
path(building, s, meadow).
at(key, cave).
at(treasure, building).
take(X) :- at(X, in_hand), write('You''re already holding it!'), nl, !.
take(X) :- i_am_at(Place), at(X, Place), retract(at(X, Place)), assert(at(X, in_hand)), write('OK.'), nl, !.
take(_) :- write('I don''t see it here.'), nl.
drop(X) :- at(X, in_hand), i_am_at(Place), retract(at(X, in_hand)), assert(at(X, Place)), write('OK.'), nl, !.
drop(_) :- write('You aren''t holding it!'), nl.
n :- go(n). s :- go(s). e :- go(e). w :- go(w).
go(Direction) :- i_am_at(Here), path(Here, Direction, There), retract(i_am_at(Here)), assert(i_am_at(There)), look, !.
go(_) :- write('You can''t go that way.').
look :- i_am_at(Place), describe(Place), nl, notice_objects_at(Place), nl.
notice_objects_at(Place) :- at(X, Place), write('There is a '), write(X), write(' here.'), nl, fail.
notice_objects_at(_).
describe(cave) :- write('You are in a cave.').
describe(meadow) :- write('You are in a meadow.').
describe(building) :- at(treasure, in_hand), write('You have won!'), !.
describe(building) :- write('You are in a building.').
i :- findall(X, at(X, in_hand), L), print(L), nl.
loop :- write('> '), read(Cmd), ( Cmd == end_of_file -> nl ; Cmd == quit -> write(bye), nl ; ( catch(Cmd, error(Err, _), ( write('error: '), print(Err), nl )) -> true ; write('No.'), nl ), loop ).
:- initialization((look, loop)).
% stdin: e. n.
% stdin: w.
% stdin: take(key). take(key).
% stdin: take(lamp).
% stdin: drop(sword).
% stdin: e.
% stdin: n. take(treasure).
% stdin: look.
% stdin: foo(bar).
% stdin: i.
% stdin: X is 1/0.
% stdin: take(
% stdin: quit.
% stdin: quit.
% error: Syntax error: Unexpected end of clause
% expect: You are in a cave.
% expect: There is a key here.
% expect:
% expect: > You are in a meadow.
% expect:
% expect: > The door appears to be locked.
% expect: You can't go that way.> You are in a cave.
% expect: There is a key here.
% expect:
% expect: > OK.
% expect: > You're already holding it!
% expect: > I don't see it here.
% expect: > You aren't holding it!
% expect: > You are in a meadow.
% expect:
% expect: > You are in a building.
% expect: There is a treasure here.
% expect:
% expect: > OK.
% expect: > You have won!
% expect:
% expect: > error: existence_error(procedure,foo/1)
% expect: > [key,treasure]
% expect: > error: evaluation_error(zero_divisor)
% expect: > 