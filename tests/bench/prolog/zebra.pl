% bench: search
% quick: 1
% size: iterations
size(1800).
:- initialization(main).
% Who owns the zebra, and who drinks water.
main :- size(N), run(N, A), write(A), nl.
run(1, A) :- !, puzzle(A).
run(N, A) :- puzzle(_), M is N - 1, run(M, A).
puzzle(Owner-Drinker) :-
    Hs = [h(_, norwegian, _, _, _), _, h(_, _, _, milk, _), _, _],
    in(h(red, english, _, _, _), Hs), in(h(green, _, _, coffee, _), Hs),
    in(h(_, spanish, dog, _, _), Hs), in(h(_, ukrainian, _, tea, _), Hs),
    right(h(green, _, _, _, _), h(ivory, _, _, _, _), Hs),
    in(h(_, _, snails, _, winston), Hs), in(h(yellow, _, _, _, kools), Hs),
    near(h(_, _, _, _, chesterfield), h(_, _, fox, _, _), Hs),
    near(h(_, _, _, _, kools), h(_, _, horse, _, _), Hs),
    in(h(_, _, _, juice, luckies), Hs), in(h(_, japanese, _, _, parliaments), Hs),
    near(h(_, norwegian, _, _, _), h(blue, _, _, _, _), Hs),
    in(h(_, Owner, zebra, _, _), Hs), in(h(_, Drinker, _, water, _), Hs), !.
in(X, [X|_]).
in(X, [_|T]) :- in(X, T).
right(X, Y, [Y,X|_]).
right(X, Y, [_|T]) :- right(X, Y, T).
near(X, Y, [X,Y|_]).
near(X, Y, [Y,X|_]).
near(X, Y, [_|T]) :- near(X, Y, T).
% expect: japanese-norwegian
