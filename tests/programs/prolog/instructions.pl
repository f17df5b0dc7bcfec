% What single instructions do: repeated variables of heads, sums with constants, operands that are expressions, terms taken apart.
:- initialization(main).
main :- repeated, sums, operands, parts.

% Before there is a choice point different atoms and integers tell that a clause is not the one; whatever else may be unified is.
same(X, X, same) :- !.
same(_, _, other).
first(X, [X|_], found) :- !.
first(_, _, none).
both(X, X).
both(_, _).
repeated :-
    Big is 2 ** 70, Bigger is 2 ** 70 + 1, Again is Bigger - 1,
    findall(R, ( member(A-B, [1-1, 1-2, a-a, a-b, 1-a, 1-1.0, 1.0-1.0, Big-Again, Big-Bigger, 1-Big, "t"-"t", "t"-t, f(x)-f(x), f(x)-f(y), f(x)-x, _-1, _-_, 1r3-1r3]),
        same(A, B, R) ), Rs), write(Rs), nl,
    % expect: [same,other,same,other,other,other,same,same,other,other,same,other,same,other,other,same,same,same]
    findall(R, ( member(A-L, [a-[a,b], b-[a,b], _-[a], a-[_], f(_)-[f(1)], 1-[], 1-_]), first(A, L, R) ), Fs), write(Fs), nl,
    % expect: [found,none,found,found,found,none,found]
    freeze(F, fail), ( same(F, 1, R1) -> true ; R1 = failed ), write(R1), nl, % expect: other
    findall(A, ( member(A-B, [1-1, 1-2, _-3]), both(A, B) ), As), length(As, N), write(N), nl, % expect: 5
    X = Y, Y = 5, same(X, 5, R2), write(R2), nl. % expect: same

sums :-
    N = 32767, A is N + 32767, B is N - 32768, C is N + 32768, D is N - -32768, E is N - 32769, write([A, B, C, D, E]), nl, % expect: [65534,-1,65535,65535,-2]
    M is 1 << 60, F is M - 1 + M + 1, G is -M - M - 5, write([F, G]), nl, % expect: [2305843009213693952,-2305843009213693957]
    H is 1.5 + 1, I is 2.0 - 3, write([H, I]), nl, % expect: [2.5,-1.0]
    P = 2 * 3, J is P + 1, K is 1 - P, write([J, K]), nl, % expect: [7,-5]
    findall(V, ( member(T, [_, foo, f(1), [7], 1r3]), catch(V is T + 1, error(V, _), true) ), Vs), print(Vs), nl.
    % expect: [instantiation_error,type_error(evaluable,foo/0),type_error(evaluable,f/1),8,4r3]

operands :-
    P = 1 + 1, Q = 2.0, ( P =:= Q, P < 3, Q =< P + 0.5, \+ P > Q, P =\= 3 -> write(yes) ; write(no) ), nl, % expect: yes
    ( 0.5 < 0.25 -> write(less) ; 0.5 =:= 0.5 -> write(equal) ; write(more) ), nl, % expect: equal
    S is (P * P) mod 3 + max(P, Q) - P // 1, write(S), nl, % expect: 1.0
    findall(E, ( member(A-B, [x-1, 1-x, _-1, y-_]), catch(A < B, error(E, _), true) ), Es), print(Es), nl.
    % expect: [type_error(evaluable,x/0),type_error(evaluable,x/0),instantiation_error,type_error(evaluable,y/0)]

% Parts in read and in write mode, variables that occur before, inside and behind.
turn(t(A, s(B, A), B), [B, A|Rest], Rest).
wide(w(A, B, C, D, E, F, G, H, I, J), [J, I, H, G, F, E, D, C, B, A]).
parts :-
    turn(t(1, s(2, 1), 2), L, end), print(L), nl, % expect: [2,1|end]
    turn(T, [x, y, z], R), print(T-R), nl, % expect: t(y,s(x,y),x)-[z]
    ( turn(t(1, s(2, 3), 2), _, _) -> write(yes) ; write(no) ), nl, % expect: no
    wide(W, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), print(W), nl, % expect: w(10,9,8,7,6,5,4,3,2,1)
    wide(W, V), print(V), nl, % expect: [1,2,3,4,5,6,7,8,9,10]
    Ref = t(_, Inner, _), Inner = s(_, _), turn(Ref, [p, q], []), print(Ref), nl. % expect: t(q,s(p,q),p)
