% bench: symbolic
% quick: 1
% size: iterations
size(1000).
:- initialization(main).
% 1 + x + y + z to the tenth power, polynomials as nested lists of coefficients.
main :- size(N), run(N, C), write(C), nl.
run(1, C) :- !, work(C).
run(N, C) :- work(_), M is N - 1, run(M, C).
work(C) :- start(P), power(10, P, R), terms(R, 0, C).
start(P) :- add(poly(x, [t(0,1),t(1,1)]), poly(y, [t(1,1)]), Q), add(Q, poly(z, [t(1,1)]), P).
power(0, _, 1) :- !.
power(N, P, R) :- M is N - 1, power(M, P, Q), mul(P, Q, R).
terms(poly(_, Ts), C0, C) :- !, count(Ts, C0, C).
terms(_, C0, C) :- C is C0 + 1.
count([], C, C).
count([t(_, K)|Ts], C0, C) :- terms(K, C0, C1), count(Ts, C1, C).
add(poly(V, T1), poly(V, T2), poly(V, T)) :- !, add_terms(T1, T2, T).
add(poly(V, T1), poly(W, T2), poly(V, T)) :- V @< W, !, add_constant(T1, poly(W, T2), T).
add(P, poly(V, T2), poly(V, T)) :- !, add_constant(T2, P, T).
add(poly(V, T1), C, poly(V, T)) :- !, add_constant(T1, C, T).
add(A, B, C) :- C is A + B.
add_constant([t(0, K)|Ts], C, [t(0, L)|Ts]) :- !, add(K, C, L).
add_constant(Ts, C, [t(0, C)|Ts]).
add_terms([], Ts, Ts) :- !.
add_terms(Ts, [], Ts) :- !.
add_terms([t(E, K)|Ts], [t(E, L)|Us], [t(E, M)|Vs]) :- !, add(K, L, M), add_terms(Ts, Us, Vs).
add_terms([t(E, K)|Ts], [t(F, L)|Us], [t(E, K)|Vs]) :- E < F, !, add_terms(Ts, [t(F, L)|Us], Vs).
add_terms(Ts, [t(F, L)|Us], [t(F, L)|Vs]) :- add_terms(Ts, Us, Vs).
mul(poly(V, T1), poly(V, T2), poly(V, T)) :- !, mul_terms(T1, T2, T).
mul(poly(V, T1), poly(W, T2), poly(V, T)) :- V @< W, !, mul_each(T1, poly(W, T2), T).
mul(P, poly(V, T2), poly(V, T)) :- !, mul_each(T2, P, T).
mul(poly(V, T1), C, poly(V, T)) :- !, mul_each(T1, C, T).
mul(A, B, C) :- C is A * B.
mul_each([], _, []).
mul_each([t(E, K)|Ts], P, [t(E, L)|Us]) :- mul(K, P, L), mul_each(Ts, P, Us).
mul_terms([], _, []).
mul_terms([T|Ts], Us, R) :- mul_one(Us, T, Vs), mul_terms(Ts, Us, Ws), add_terms(Vs, Ws, R).
mul_one([], _, []).
mul_one([t(E, K)|Ts], t(F, L), [t(G, M)|Us]) :- G is E + F, mul(K, L, M), mul_one(Ts, t(F, L), Us).
% expect: 286
