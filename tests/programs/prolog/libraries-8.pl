% Lists as in hProlog, base 32, lazy lists of answers, text by writef, global variables that are deleted.
:- use_module(library(dialect/hprolog)).
:- use_module(library(base32)).
:- use_module(library(lazy_lists)).
t(G) :- catch(( call(G) -> R = yes ; R = no ), error(R, _), true), print(R), nl.
:- take(2, [a,b,c], L), print(L), nl.             % expect: [a,b]
:- t(take(4, [a,b,c], _)).                        % expect: no
:- t(take(a, [a], _)).                            % expect: type_error(integer,a)
:- drop(2, [a,b,c], L), print(L), nl.             % expect: [c]
:- split_at(1, [a,b,c], L, R), print(L-R), nl.    % expect: [a]-[b,c]
:- t(split_at(4, [a,b,c], _, _)).                 % expect: no
:- t(memberchk_eq(X, [_, X])).                    % expect: yes
:- t(memberchk_eq(_, [_])).                       % expect: no
:- t(( intersect_eq([_, Y], [Y, _], L), L == [Y] )). % expect: yes
:- t(( list_difference_eq([X, Y], [Y, _], L), L == [X] )). % expect: yes
:- t(( substitute_eq(X, [X, b, Y], c, L), L == [c, b, Y] )). % expect: yes
:- findall(S, sublist(S, [a,b,c]), L), print(L), nl. % expect: [[a,b,c],[b,c],[c],[],[b],[a,c],[a],[a,b]]
:- max_go_list([a, f(b), 1], M), print(M), nl.    % expect: f(b)
:- t(max_go_list([], _)).                         % expect: no
:- or_list([1, 2, 4], N), print(N), nl.           % expect: 7
:- t(( chr_delete([X, a, Y], X, L), L == [a, Y] )). % expect: yes
:- forall(member(T, ["", "a", "ab", "abc", "abcd", "hello", "hello!"]), ( base32(T, E), base32(P, E), print(E-P), nl )).
% expect: ''-''
% expect: 'ME======'-a
% expect: 'MFRA===='-ab
% expect: 'MFRGG==='-abc
% expect: 'MFRGGZA='-abcd
% expect: 'NBSWY3DP'-hello
% expect: 'NBSWY3DPEE======'-'hello!'
:- t(base32(_, _)).                               % expect: instantiation_error
:- t(base32(_, 'M1======')).                      % expect: no
:- t(base32(_, 'ME=A====')).                      % expect: no
:- phrase(base32(X), `NBSWY3DP`), atom_codes(A, X), print(A), nl. % expect: hello
:- phrase(base64url([0'a, 0'?, 0'>]), X), atom_codes(A, X), print(A), nl. % expect: 'YT8-'
:- lazy_findall(X, between(1, inf, X), L), L = [A,B,C|_], print([A,B,C]), nl. % expect: [1,2,3]
:- lazy_findall(3, X, between(1, inf, X), L), L = [A,B,C,D|_], print([A,B,C,D]), nl. % expect: [1,2,3,4]
:- t(( lazy_findall(X, member(X, [a,b]), L), L = [_,_,_] )). % expect: no
:- lazy_findall(X, member(X, [a,b]), L), length(L, N), print(N), nl. % expect: 2
:- t(( lazy_findall(_, fail, L), L = [] )).       % expect: yes
% What was asked for stays when the search goes back.
:- lazy_findall(X, ( member(X, [a,b]), write(asked(X)), nl ), L), ( L = [_|_], fail ; L = [Y|_], print(Y), nl ).
% expect: asked(a)
% expect: a
:- t(lazy_findall(0, x, true, _)).                % expect: type_error(positive_integer,0)
:- swritef(S, '%w and %d', [f(x), 1]), print(S), nl. % expect: "f(x) and 1"
:- nb_setval(k, 1), nb_delete(k), t(nb_getval(k, _)). % expect: existence_error(variable,k)
:- t(nb_delete(never)).                           % expect: yes
:- t(nb_delete(_)).                               % expect: instantiation_error
