% bench: control
% quick: 20
% size: iterations
size(120000).
:- initialization(main).
% Solutions collected, sorted, grouped.
main :- size(N), run(N, L), write(L), nl.
run(1, L) :- !, work(L).
run(N, L) :- work(_), M is N - 1, run(M, L).
work(N) :- findall(X-Y, ( member(X, [1,2,3,4,5]), member(Y, [a,b,c,d]) ), L), setof(X, Y^member(X-Y, L), S), findall(Z, member(Z-_, L), Zs), length(Zs, A), length(S, B), N is A + B.
% expect: 25
