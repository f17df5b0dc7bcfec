% bench: control
% quick: 1000
% size: iterations
size(22000000).
:- initialization(main).
% A counting loop, then one driven by failure.
main :- size(N), count(0, N), ( between(1, N, X), X < 0 -> true ; write(done), nl ).
count(N, N) :- !.
count(I, N) :- J is I + 1, count(J, N).
% expect: done
