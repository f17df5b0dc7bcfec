% Signals, lists that are made when they are looked at, settings, messages to listeners; text of clauses.
% expect: 1
% expect: 2
% expect: 3
% expect: got-1
% expect: got-2
% expect: [1,2,3,4]
% expect: [1,2,3,4]
% expect: inner
% expect: outer
% expect: existence_error(intercept_handler,nobody)
% expect: [0,1,2,3]
% expect: 0-1
% expect: one
% expect: [one,two,three]
% expect: a(1)
% expect: end
% expect: abc
% expect: [11,5,11]
% expect: type_error(integer,loud)
% expect: existence_error(setting,user:nothing)
% expect: bob
% expect: [user:volume,user:name]
% expect: heard(1)
% expect: [3]/[]
% expect: a :-
% expect:     findall(A,
% expect:             ( b(A),
% expect:               c(A)
% expect:             ),
% expect:             B),
% expect:     d(B).
% expect: a :-
% expect:     b,
% expect:     c,
% expect:     d.
% expect: a, g =>
% expect:     b,
% expect:     c.
% expect: f(A, A).
% expect: type_error(character,ab)
% expect: ['A']
% expect: 10
% expect: 1234
% expect: time
:- use_module(library(intercept)).
:- use_module(library(lazy_lists)).
:- use_module(library(settings)).
:- use_module(library(broadcast)).
:- initialization(main).
:- setting(volume, integer, 11, 'How loud').
:- setting(name, atom, bob, 'Who').
t(G) :- ( catch(G, error(E, _), ( print(E), nl )) -> true ; write(no), nl ).
enumerate(I, Max) :- I =< Max, !, send_signal(emit(I)), J is I + 1, enumerate(J, Max).
enumerate(_, _).
shown(X, Prefix) :- print(Prefix-X), nl.
next(S0, S, S0) :- S is S0 + 1.
main :-
    t(intercept(enumerate(1, 3), emit(X), ( write(X), nl ))),
    t(intercept(enumerate(1, 2), emit(Z), shown(Z), got)),
    t(( intercept_all(Y, enumerate(1, 4), emit(Y), L1), print(L1), nl )),
    t(( nb_intercept_all(Y2, enumerate(1, 4), emit(Y2), L2), print(L2), nl )),
    t(intercept(intercept(send_signal(a), a, ( write(inner), nl, send_signal(a) )), a, ( write(outer), nl ))),
    t(send_signal(nobody)), t(send_silent_signal(nobody)),
    t(( lazy_list(next, 0, N), length(P, 4), append(P, _, N), print(P), nl, N = [A,B|_], print(A-B), nl )),
    t(( open_string("one\ntwo\nthree\n", S), lazy_list(lazy_read_lines(S, [as(atom)]), Ls), Ls = [F|_], print(F), nl, lazy_list_materialize(Ls), print(Ls), nl )),
    t(( open_string("a(1). b(X, Y). ", S2), lazy_list(lazy_read_terms(S2, []), Ts), Ts = [T1, b(_, _)|R], print(T1), nl, R = [], write(end), nl )),
    t(( open_string("abc", S3), phrase_from_stream(([C], rest(Cs)), S3), atom_codes(At, [C|Cs]), print(At), nl )),
    t(( setting(volume, V1), set_setting(volume, 5), setting(volume, V2), restore_setting(volume), setting(volume, V3), print([V1, V2, V3]), nl )),
    t(set_setting(volume, loud)), t(setting(nothing, _)), t(( setting_property(name, default(D)), print(D), nl )),
    t(( findall(M:S0, current_setting(M:S0), Ss), print(Ss), nl )),
    t(( listen(hello(W), ( print(heard(W)), nl )), broadcast(hello(1)), broadcast(silence) )),
    t(( listen(me, ask(Q), Q = 3), findall(Q2, broadcast_request(ask(Q2)), As), unlisten(me), findall(Q3, broadcast_request(ask(Q3)), Bs), print(As/Bs), nl )),
    t(portray_clause(( a :- findall(K, ( b(K), c(K) ), L), d(L) ))),
    t(portray_clause(( a :- ( b, c ), d ))), t(portray_clause(( a, g => b, c ))),
    t(( freeze(V, true), portray_clause(f(V, V)) )),
    t(char_type(ab, alpha)), t(( findall(U, char_type(a, to_lower(U)), Us), print(Us), nl )), t(( char_type(a, xdigit(Weight)), print(Weight), nl )),
    t(format("~:d~n", [1234])), t(( get_time(Time), float(Time), write(time), nl )).
rest([C|Cs]) --> [C], !, rest(Cs).
rest([]) --> [].
