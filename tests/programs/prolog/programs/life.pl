% A module with a main/1 of its own: cellular automaton, shortest paths, trees, sieves, anagrams, matrices.
% args: x y=1 --foo
:- module(life, []).
:- use_module(library(lists)). :- use_module(library(apply)). :- use_module(library(pairs)). :- use_module(library(ordsets)). :- use_module(library(assoc)). :- use_module(library(rbtrees)).
:- initialization(main, main).
step(Live, Next) :- findall(N, (member(C, Live), neighbour(C, N)), Ns0), msort(Ns0, Ns), clumped_(Ns, Cs), findall(C, (member(C-K, Cs), (K =:= 3 ; K =:= 2, ord_memberchk(C, Live))), N0), list_to_ord_set(N0, Next).
neighbour(X-Y, A-B) :- member(DX, [-1,0,1]), member(DY, [-1,0,1]), \+ (DX =:= 0, DY =:= 0), A is X+DX, B is Y+DY.
clumped_(L, Cs) :- pairs_keys_values(Ps, L, L), pairs_keys(Ps, Ks), clump(Ks, Cs).
clump([], []).
clump([H|T], [H-N|R]) :- take(H, T, 1, N, Rest), clump(Rest, R).
take(H, [H2|T], N0, N, R) :- H == H2, !, N1 is N0+1, take(H, T, N1, N, R).
take(_, R, N, N, R).
show(Live, W, H) :- forall(between(1, H, Y), (forall(between(1, W, X), (memberchk(X-Y, Live) -> put_char(#) ; put_char(.))), nl)), nl.
run(0, _) :- !.
run(N, L) :- show(L, 6, 6), step(L, L1), N1 is N-1, run(N1, L1).
main(Argv) :- print(Argv), nl, list_to_ord_set([2-1,3-2,1-3,2-3,3-3], G), run(3, G), dijkstra, lru, primes, anagrams, matrix, rpn.
arc(a,b,7). arc(a,c,9). arc(a,f,14). arc(b,c,10). arc(b,d,15). arc(c,d,11). arc(c,f,2). arc(d,e,6). arc(e,f,9).
edge(X,Y,W) :- arc(X,Y,W) ; arc(Y,X,W).
dijkstra :- empty_assoc(D0), list_to_assoc([a-0], Dist), search([0-a], Dist, D0, D), assoc_to_list(D, L), print(L), nl.
search([], _, D, D).
search([K-X|Q], Dist, D0, D) :- ( get_assoc(X, D0, _) -> search(Q, Dist, D0, D) ; put_assoc(X, D0, K, D1), findall(N-Y, (edge(X,Y,W), N is K+W), Ns), append(Q, Ns, Q1), keysort(Q1, Q2), search(Q2, Dist, D1, D) ).
lru :- rb_new(T0), foldl([K-V,A,B]>>rb_insert(A,K,V,B), [x-1,y-2,z-3], T0, T1), rb_update(T1, y, 20, T2), ( rb_lookup(y, V, T2) -> print(V) ; print(none) ), nl, rb_keys(T2, Ks), print(Ks), nl, forall(rb_in(K, W, T2), (write(K=W), write(' '))), nl, rb_visit(T2, Ps), print(Ps), nl, ( rb_insert_new(T2, x, 9, _) -> true ; writeln(exists) ), rb_delete(T2, x, T3), rb_size(T3, Sz), print(Sz), nl.
primes :- numlist(2, 50, L), sieve(L, P), print(P), nl, findall(F, factor(360, F), Fs), print(Fs), nl.
sieve([], []).
sieve([P|Xs], [P|Ps]) :- exclude([X]>>(0 is X mod P), Xs, Ys), sieve(Ys, Ps).
factor(N, F) :- factor(N, 2, F).
factor(N, D, F) :- N > 1, ( N mod D =:= 0 -> ( F = D ; M is N // D, factor(M, D, F) ) ; E is D+1, factor(N, E, F) ).
anagrams :- Ws = [listen, silent, enlist, google, elgoog, abc, cab], findall(K-W, (member(W, Ws), atom_chars(W, Cs), msort(Cs, S), atom_chars(K, S)), Ps0), keysort(Ps0, Ps), group_pairs_by_key(Ps, Gs), forall((member(_-G, Gs), G = [_,_|_]), (atomic_list_concat(G, ' ', A), writeln(A))).
matrix :- A = [[1,2],[3,4]], transpose_(A, T), print(T), nl, maplist([R,S]>>sum_list(R,S), A, Ss), print(Ss), nl, maplist([R1]>>(maplist([X]>>format("~t~d~4|",[X]), R1), nl), A).
transpose_([[]|_], []) :- !.
transpose_(M, [C|Cs]) :- maplist([[H|T],H,T]>>true, M, C, R), transpose_(R, Cs).
rpn :- forall(member(E, ["3 4 + 2 *", "5 1 2 + 4 * + 3 -", "1 +"]), ( split_string(E, " ", "", Ts), ( catch(foldl(rpn_step, Ts, [], [R]), Er, (print(Er), nl, fail)) -> print(R) ; print(error) ), nl )).
rpn_step(T, [B,A|S], [R|S]) :- memberchk(T, ["+","-","*"]), !, atom_string(O, T), E =.. [O, A, B], R is E.
rpn_step(T, S, [N|S]) :- number_string(N, T).
% expect: [x,'y=1','--foo']
% expect: .#....
% expect: ..#...
% expect: ###...
% expect: ......
% expect: ......
% expect: ......
% expect: 
% expect: ......
% expect: #.#...
% expect: .##...
% expect: .#....
% expect: ......
% expect: ......
% expect: 
% expect: ......
% expect: ..#...
% expect: #.#...
% expect: .##...
% expect: ......
% expect: ......
% expect: 
% expect: [a-0,b-7,c-9,d-20,e-20,f-11]
% expect: 20
% expect: [x,y,z]
% expect: x=1 y=20 z=3 
% expect: [x-1,y-20,z-3]
% expect: exists
% expect: 2
% expect: [2,3,5,7,11,13,17,19,23,29,31,37,41,43,47]
% expect: [2,2,2,3,3,5]
% expect: abc cab
% expect: google elgoog
% expect: listen silent enlist
% expect: [[1,3],[2,4]]
% expect: [3,7]
% expect:    12
% expect:    34
% expect: 14
% expect: 14
% expect: error
