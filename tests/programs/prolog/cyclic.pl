% Terms that contain themselves: clauses, bodies and modules of them are errors, not endless; what has a value for them ends.
:- dynamic(a/0).
:- dynamic(b/1).
t(G) :- catch(( call(G) -> R = yes ; R = no ), error(E, _), true), ( var(E) -> R1 = R ; R1 = E ), write_term(R1, [quoted(true), max_depth(5)]), nl.
:- X = f(X), t(assertz(X)).                   % expect: representation_error(cyclic_term)
:- X = f(X), t(assertz(b(X))).                % expect: representation_error(cyclic_term)
:- X = f(X), t(asserta(b(g(X, X)))).          % expect: representation_error(cyclic_term)
:- X = [a|X], t(assertz(b(X))).               % expect: representation_error(cyclic_term)
:- X = f(X), t(assertz((a :- p(X)))).         % expect: representation_error(cyclic_term)
:- X = (p, X), t(assertz((a :- X))).          % expect: representation_error(cyclic_term)
:- X = (X, p), t(assertz((a :- X))).          % expect: representation_error(cyclic_term)
:- X = (X ; p), t(assertz((a :- X))).         % expect: representation_error(cyclic_term)
:- X = (\+ X), t(assertz((a :- X))).          % expect: representation_error(cyclic_term)
:- X = user:X, t(assertz((a :- X))).          % expect: representation_error(cyclic_term)
:- X = (a :- X), t(assertz(X)).               % expect: representation_error(cyclic_term)
:- X = w(1, 2, 3, 4, 5, X), t(assertz(b(X))). % expect: representation_error(cyclic_term)
:- t(a).                                      % expect: no
:- t(b(_)).                                   % expect: no
% Large and deep terms, and those with much that is shared, are none of these.
twice(0, x) :- !.
twice(N, f(T, T)) :- M is N - 1, twice(M, T).
:- length(L, 3000), t(assertz(b(L))), t(( b(M), length(M, 3000) )), t(retract(b(_))).
% expect: yes
% expect: yes
% expect: yes
:- twice(12, T), t(assertz(b(T))), t(( b(S), S == T )).
% expect: yes
% expect: yes
:- numlist(1, 3000, L), foldl([N, B0, (N =:= N, B0)]>>true, L, true, B), t(assertz((a :- B))), t(a).
% expect: yes
% expect: yes
% Goals.
:- X = (p, X), t(call(X)).                    % expect: representation_error(cyclic_term)
:- X = (X, p), t(call(X)).                    % expect: representation_error(cyclic_term)
:- X = (X ; p), t(\+ X).                      % expect: representation_error(cyclic_term)
:- X = (true -> X), t(findall(x, X, _)).      % expect: representation_error(cyclic_term)
:- X = (\+ X), t(forall(X, true)).            % expect: representation_error(cyclic_term)
:- X = user:X, t(call(X)).                    % expect: type_error(acyclic_term,user:user:user: ... : ...)
:- X = user:X, t(call(X, 1)).                 % expect: type_error(acyclic_term,user:user:user: ... : ...)
:- X = user:X, t(clause(X, _)).               % expect: type_error(acyclic_term,user:user:user: ... : ...)
:- X = user:X, t(retract(X)).                 % expect: type_error(acyclic_term,user:user:user: ... : ...)
:- X = user:X, t(strip_module(X, _, _)).      % expect: type_error(acyclic_term,user:user:user: ... : ...)
:- X = user:X, t(op(200, xfx, X)).            % expect: type_error(acyclic_term,user:user:user: ... : ...)
:- X = user:X, t(phrase(X, [])).              % expect: type_error(acyclic_term,user:user:user: ... : ...)
% Arithmetic, comparison, sizes, sorting.
:- X = X + 1, t(_ is X).                      % expect: type_error(expression,... + ... + 1+1+1)
:- X = [X], t(_ is X).                        % expect: type_error(expression,[[[[...]]]])
:- X = f(X), t(X =@= f(X)), t(X \=@= g(X)).
% expect: yes
% expect: yes
:- X = f(X, Y), Z = f(Z, W), t(X =@= Z), Y = 1, t(X =@= Z), W = 1, t(X =@= Z).
% expect: yes
% expect: no
% expect: yes
:- X = f(X, a), t(( term_size(X, N), N =:= 3 )). % expect: yes
:- Y = g(b), t(( term_size(f(Y, Y), N), N =:= 5 )). % expect: yes
:- X = [a|X], t(predsort(compare, X, _)).     % expect: type_error(list,[a,a,a|...])
% What is kept for a program may contain itself: records, messages, what threads and engines end with.
:- X = f(X), recorda(k, X), t(( recorded(k, Y), Y = f(Y) )). % expect: yes
:- X = f(X), recordz(k, g(X)), t(( recorded(k, g(Y)), Y = f(Y) )). % expect: yes
:- X = f(X), thread_send_message(main, X), t(( thread_get_message(main, Y), Y = f(Y) )). % expect: yes
:- X = f(X), thread_create(throw(X), Id), t(( thread_join(Id, exception(Y)), Y = f(Y) )). % expect: yes
:- X = f(X), engine_create(X, true, E), t(( engine_next(E, Y), Y = f(Y) )). % expect: yes
:- X = f(X), t(( nb_setval(kept, X), nb_getval(kept, Y), Y = f(Y) )). % expect: yes
