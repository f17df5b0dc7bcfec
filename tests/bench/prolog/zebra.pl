% Who owns the zebra: 300 times.
:- initialization(main).
main :- run(300), houses(Hs), in(house(_, O, zebra, _, _), Hs), write(O), nl.
run(0) :- !.
run(N) :- houses(_), !, M is N - 1, run(M).
houses(Hs) :-
    Hs = [house(_, norwegian, _, _, _), _, house(_, _, _, milk, _), _, _],
    in(house(red, english, _, _, _), Hs),
    in(house(green, _, _, coffee, _), Hs),
    in(house(_, spanish, dog, _, _), Hs),
    in(house(_, ukrainian, _, tea, _), Hs),
    right(house(green, _, _, _, _), house(ivory, _, _, _, _), Hs),
    in(house(_, _, snails, _, oldgold), Hs),
    in(house(yellow, _, _, _, kools), Hs),
    beside(house(_, _, _, _, chesterfield), house(_, _, fox, _, _), Hs),
    beside(house(_, _, _, _, kools), house(_, _, horse, _, _), Hs),
    in(house(_, _, _, juice, luckystrike), Hs),
    in(house(_, japanese, _, _, parliament), Hs),
    beside(house(_, norwegian, _, _, _), house(blue, _, _, _, _), Hs),
    in(house(_, _, zebra, _, _), Hs).
in(X, [X|_]).
in(X, [_|T]) :- in(X, T).
right(A, B, [B, A|_]).
right(A, B, [_|T]) :- right(A, B, T).
beside(A, B, L) :- right(A, B, L).
beside(A, B, L) :- right(B, A, L).
