% Predicates of constants alone, whose rows are data; and the index inside of terms: what they find, and that no choice point stays where one clause can match.
t(a, 1).
t(b, 2).
t(c, 1).
t(d, 3).
t(a, 4).
t(e, 5).
t(f, 6).
t(g, 7).
t(h, 7).
t(i, 9).
t(j, 10).
t(k, 11).
t(l, 12).
t(m, 13).
t(a, 14).
t(n, 15).
t(o, 16).
t(p, 17).
u(0, 0, w0).
u(1, 1, w1).
u(2, 2, w2).
u(3, 3, w3).
u(4, 4, w4).
u(5, 0, w5).
u(6, 1, w6).
u(7, 2, w0).
u(8, 3, w1).
u(9, 4, w2).
u(10, 0, w3).
u(11, 1, w4).
u(12, 2, w5).
u(13, 3, w6).
u(14, 4, w0).
u(15, 0, w1).
u(16, 1, w2).
u(17, 2, w3).
u(18, 3, w4).
u(19, 4, w5).
u(20, 0, w6).
u(21, 1, w0).
u(22, 2, w1).
u(23, 3, w2).

det(G) :- '$level'(A), call(G), '$level'(B), ( A == B -> write(det) ; write(nondet) ), nl.
p(X, Y) :- findall(X-Y, t(X, Y), L), write(L), nl.
:- p(a, _).
:- p(_, 7).
:- p(h, 7).
:- p(h, 8).
:- p(z, _).
:- p(f(x), _).
:- p(_, 1.0).
:- p(_, "7").
:- findall(X, t(X, _), L), atomic_list_concat(L, A), write(A), nl.
:- ( t(X, X) -> true ; write(none), nl ).
:- ( u(X, X, _), X > 3 -> write(X), nl ; true ).
:- findall(X, u(X, X, _), L), write(L), nl.
:- findall(X-Z, u(X, 3, Z), L), write(L), nl.
:- findall(X-Y, u(X, Y, w6), L), write(L), nl.
:- findall(X, u(X, 2, w3), L), write(L), nl.
:- det(t(b, _)).
:- det(t(a, 14)).
:- det(t(_, 17)).
:- det(t(a, _)).
:- det(t(_, 7)).
:- det(u(_, 1, w6)).
:- det(u(_, 1, w0)).
% Rows are tried in order, each once, whatever is bound between.
:- t(X, N), N > 12, !, write(X), nl.
:- findall(X+Y, ( t(X, N), t(Y, N), X \== Y ), L), write(L), nl.
:- aggregate_all(count, ( t(_, _), t(_, _) ), N), write(N), nl.
:- X = Y, t(X, 3), write(Y), nl.
:- freeze(X, ( write(saw(X)), nl )), t(X, 5).
:- freeze(X, X == k), t(X, N), write(N), nl.
% A cut keeps what is outside of it.
:- findall(A-B, ( member(A, [1, 2]), once(t(B, _)) ), L), write(L), nl.
% A clause looks at the arguments of its arguments.
rule(q([], R, R), true).
rule(q([X|L], R, S), (s(L, X, A, B), q(B, Y, S), q(A, R, [X|Y]))).
rule(s([], _, [], []), true).
rule(s([X|L], Y, A, B), (X =< Y -> e(A, [X|M]), s(L, Y, M, B) ; e(B, [X|M]), s(L, Y, A, M))).
rule(e(X, X), true).
:- det(rule(q([], _, _), _)).
:- det(rule(q([1], _, _), _)).
:- det(rule(s([], 1, _, _), _)).
:- det(rule(e(1, _), _)).
:- det(rule(q(_, _, _), true)).
:- findall(G, rule(G, true), L), length(L, N), write(N), nl.
v(f(a, 1), x). v(f(b, 2), y). v(f(c, g(d)), z). v(f(c, g(e)), w). v(g, v). v(f(X, X), both). v(h(Y), Y).
:- findall(R, ( v(_, R), nonvar(R) ), L), write(L), nl.
:- findall(R, v(f(c, _), R), L), write(L), nl.
:- findall(R, v(f(c, g(_)), R), L), write(L), nl.
:- findall(R, v(f(c, g(e)), R), L), write(L), nl.
:- findall(R, v(f(_, 2), R), L), write(L), nl.
:- findall(R, v(f(2, 2), R), L), write(L), nl.
:- findall(R, v(f(_, _), R), L), write(L), nl.
:- findall(R, v(h(1), R), L), write(L), nl.
:- det(v(g, _)).
:- det(v(f(q, q), _)).
:- ( v(k, _) ; write(no), nl ).
opt(add(0, X), X) :- !.
opt(add(X, 0), X) :- !.
opt(mul(1, X), X) :- !.
opt(mul(_, 0), 0) :- !.
opt(add(add(A, B), C), add(A, add(B, C))) :- !.
opt(X, X).
:- forall(member(X, [add(0, a), add(a, 0), add(add(a, b), c), mul(1, z), mul(z, 0), mul(a, b), add(_, 0), 7]), ( opt(X, Y), print(Y), nl )).
% Many calls, so that all of it is compiled.
many(0) :- !.
many(N) :- ( t(X, 7), u(_, _, _), X == none -> true ; true ), ( rule(s([1], 2, _, _), _), v(f(c, g(e)), w) -> true ; write(lost), nl ), M is N - 1, many(M).
:- many(100), write(done), nl.
% expect: [a-1,a-4,a-14]
% expect: [g-7,h-7]
% expect: [h-7]
% expect: []
% expect: []
% expect: []
% expect: []
% expect: []
% expect: abcdaefghijklmanop
% expect: none
% expect: 4
% expect: [0,1,2,3,4]
% expect: [3-w3,8-w1,13-w6,18-w4,23-w2]
% expect: [6-1,13-3,20-0]
% expect: [17]
% expect: det
% expect: det
% expect: det
% expect: nondet
% expect: nondet
% expect: det
% expect: det
% expect: m
% expect: [a+c,c+a,g+h,h+g]
% expect: 324
% expect: d
% expect: saw(e)
% expect: 11
% expect: [1-a,2-a]
% expect: det
% expect: det
% expect: det
% expect: det
% expect: det
% expect: 3
% expect: [x,y,z,w,v,both]
% expect: [z,w,both]
% expect: [z,w]
% expect: [w]
% expect: [y,both]
% expect: [both]
% expect: [x,y,z,w,both]
% expect: [1]
% expect: det
% expect: det
% expect: no
% expect: a
% expect: a
% expect: add(a,add(b,c))
% expect: z
% expect: 0
% expect: mul(a,b)
% expect: 0
% expect: 7
% expect: done
