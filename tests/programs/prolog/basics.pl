% Facts, recursion, arithmetic, lists.
app([], L, L).
app([H|T], L, [H|R]) :- app(T, L, R).
nrev([], []).
nrev([H|T], R) :- nrev(T, RT), app(RT, [H], R).
fact(0, 1) :- !.
fact(N, F) :- M is N - 1, fact(M, G), F is N * G.
:- app([1,2], [3], X), print(X), nl.                 % expect: [1,2,3]
:- forall(app(X, Y, [a,b]), (print(X-Y), nl)).
% expect: []-[a,b]
% expect: [a]-[b]
% expect: [a,b]-[]
:- numlist(1, 30, L), nrev(L, [X|_]), print(X), nl.  % expect: 30
:- fact(25, F), print(F), nl.                        % expect: 15511210043330985984000000
:- X is 7 // -2, print(X), nl.                       % expect: -3
:- X is -7 mod 3, print(X), nl.                      % expect: 2
:- X is -7 rem 3, print(X), nl.                      % expect: -1
:- X is 2 ** 0.5, print(X), nl.                      % expect: 1.4142135623730951
:- X is 2 ^ 100, print(X), nl.                       % expect: 1267650600228229401496703205376
:- X is 5 / 2, print(X), nl.                         % expect: 2.5
:- X is 4 / 2, print(X), nl.                         % expect: 2
:- X is max(1, 2.0), print(X), nl.                   % expect: 2.0
:- X is truncate(3.7) + round(2.5) + ceiling(1.2) + floor(-1.2), print(X), nl. % expect: 6
:- X = f(Y, Y), Y = 1, print(X), nl.                 % expect: f(1,1)
:- length(L, 2), L = [a|_], L = [_, b], print(L), nl. % expect: [a,b]
