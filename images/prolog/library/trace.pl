:- module(trace, [trace/0, notrace/0, tracing/0, debug/0, nodebug/0, debugging/0, spy/1, nospy/1, nospyall/0, leash/1, visible/1, call_with_depth_limit/3, call_with_inference_limit/3, '$traced'/3, '$traced'/4, '$traced'/5, '$traced'/6, '$traced'/7]).
% Tracing: goals are run by an interpreter of clauses that tells of each call, exit, redo, failure and exception.
%
% The state is creep (every port is shown), leap (those of spy points), skip(Depth) (none below a goal), or off.

'$spies'(L) :- ( catch(nb_getval('$spies', L0), _, fail) -> L = L0 ; L = [] ).
'$ports'(K, L) :- ( catch(nb_getval(K, L0), _, fail) -> L = L0 ; L = [call, exit, redo, fail, exception] ).
trace :- nb_setval('$trace_state', creep).
notrace :- '$trace_state'(S), ( S == off -> true ; nb_setval('$trace_state', leap) ).
tracing :- '$trace_state'(S), S \== off, S \== leap.
debug :- '$trace_state'(S), ( S == off -> nb_setval('$trace_state', leap) ; true ).
nodebug :- nb_setval('$trace_state', off).
debugging :-
    '$trace_state'(S), '$spies'(L),
    ( S == off -> '$tell_trace'('% Debug mode is off') ; S == leap -> '$tell_trace'('% Debug mode is on') ; '$tell_trace'('% Trace mode is on') ),
    ( L == [] -> '$tell_trace'('% No spy points') ; '$tell_trace'('% Spy points:'), forall(member(I, L), ( '$shown_indicator'(I, J), format(user_error, '%   ~q~n', [J]) )) ).
'$tell_trace'(T) :- format(user_error, '~w~n', [T]).
'$shown_indicator'(M:I, J) :- ( M == user -> J = I ; J = M:I ).
spy(S) :- strip_module(S, M, P), '$spy_named'(P, M, Is), '$add_spies'(Is), debug.
nospy(S) :- strip_module(S, M, P), '$spy_named'(P, M, Is), '$remove_spies'(Is).
nospyall :- nb_setval('$spies', []).
'$spy_named'(P, _, _) :- var(P), !, throw(error(instantiation_error, _)).
'$spy_named'(N/A, M, [D:N/A]) :- !, ( '$find'(M, N, A, K) -> '$module_of'(K, A, D, _) ; throw(error(existence_error(procedure, N/A), _)) ).
'$spy_named'(N, M, Is) :- atom(N), !, findall(M:N/A, current_predicate(M:N/A), Is), ( Is == [] -> throw(error(existence_error(procedure, N), _)) ; true ).
'$spy_named'(P, _, _) :- throw(error(type_error(predicate_indicator, P), _)).
'$add_spies'([]).
'$add_spies'([I|Is]) :- '$spies'(L), ( memberchk(I, L) -> true ; nb_setval('$spies', [I|L]) ), '$shown_indicator'(I, J), format(user_error, '% Spy point on ~q~n', [J]), '$add_spies'(Is).
'$remove_spies'([]).
'$remove_spies'([I|Is]) :- '$spies'(L0), ( selectchk(I, L0, L) -> nb_setval('$spies', L), '$shown_indicator'(I, J), format(user_error, '% Spy point removed from ~q~n', [J]) ; true ), '$remove_spies'(Is).
leash(S) :- '$set_ports'('$leash', S).
visible(S) :- '$set_ports'('$visible', S).
'$set_ports'(_, S) :- var(S), !, throw(error(instantiation_error, _)).
'$set_ports'(K, +P) :- !, '$ports'(K, L0), '$port_names'(P, L), append(L, L0, L1), sort(L1, L2), nb_setval(K, L2).
'$set_ports'(K, -P) :- !, '$ports'(K, L0), '$port_names'(P, L), findall(X, ( member(X, L0), \+ memberchk(X, L) ), L1), nb_setval(K, L1).
'$set_ports'(K, P) :- '$port_names'(P, L), nb_setval(K, L).
'$port_names'(all, [call, exit, redo, fail, exception]) :- !.
'$port_names'(full, [call, exit, redo, fail, exception]) :- !.
'$port_names'(half, [call, redo]) :- !.
'$port_names'(loose, [call]) :- !.
'$port_names'(tight, [call, redo, fail, exception]) :- !.
'$port_names'(P, [P]) :- memberchk(P, [call, exit, redo, fail, exception]), !.
'$port_names'(P, _) :- throw(error(domain_error(debug_port, P), _)).

'$traced'(D, M, G) :- '$level'(L), '$trace_body'(G, M, D, L).
'$traced'(D, M, G, A) :- '$with_arguments'(G, [A], G1), '$traced'(D, M, G1).
'$traced'(D, M, G, A, B) :- '$with_arguments'(G, [A,B], G1), '$traced'(D, M, G1).
'$traced'(D, M, G, A, B, C) :- '$with_arguments'(G, [A,B,C], G1), '$traced'(D, M, G1).
'$traced'(D, M, G, A, B, C, E) :- '$with_arguments'(G, [A,B,C,E], G1), '$traced'(D, M, G1).
'$with_arguments'(M:G, As, M:G1) :- !, '$with_arguments'(G, As, G1).
'$with_arguments'(G, As, G1) :- callable(G), !, G =.. L0, append(L0, As, L1), G1 =.. L1.
'$with_arguments'(G, _, call(G)).

% '$trace_body'(Body, Module, Depth, Level to which a cut cuts)
'$trace_body'(G, _, _, _) :- \+ callable(G), !, call(G).
'$trace_body'((A, B), M, D, L) :- !, '$trace_body'(A, M, D, L), '$trace_body'(B, M, D, L).
'$trace_body'(true, _, _, _) :- !.
'$trace_body'(!, _, _, L) :- !, '$cut'(L).
'$trace_body'((C -> A ; B), M, D, L) :- !, ( '$traced'(D, M, C) -> '$trace_body'(A, M, D, L) ; '$trace_body'(B, M, D, L) ).
'$trace_body'((C *-> A ; B), M, D, L) :- !, ( '$traced'(D, M, C) *-> '$trace_body'(A, M, D, L) ; '$trace_body'(B, M, D, L) ).
'$trace_body'((A ; _), M, D, L) :- '$trace_body'(A, M, D, L).
'$trace_body'((_ ; B), M, D, L) :- !, '$trace_body'(B, M, D, L).
'$trace_body'((C -> A), M, D, L) :- !, ( '$traced'(D, M, C) -> '$trace_body'(A, M, D, L) ).
'$trace_body'((C *-> A), M, D, L) :- !, '$traced'(D, M, C), '$trace_body'(A, M, D, L).
'$trace_body'(\+ A, M, D, _) :- !, \+ '$traced'(D, M, A).
'$trace_body'(M:G, _, D, L) :- atom(M), !, '$trace_body'(G, M, D, L).
'$trace_body'(call(G), M, D, _) :- !, '$traced'(D, M, G).
'$trace_body'(G, M, D, _) :- compound(D), !, '$count_call'(D, D1), ( '$untraced'(G) -> call(M:G) ; '$trace_call'(G, M, D1) ).
'$trace_body'(G, M, D, _) :- '$trace_state'(S), ( S == off ; '$untraced'(G) ), !, call(M:G).
'$trace_body'(G, M, D, _) :- '$serial'(Id), '$trace_goal'(Id, G, M, D).
'$untraced'(G) :- functor(G, N, _), ( sub_atom(N, 0, 1, _, $) -> true ; memberchk(N, [trace, notrace, nodebug, debug, spy, nospy, nospyall, leash, visible, fail, false, call_with_inference_limit, call_with_depth_limit]) ).

'$trace_goal'(Id, G, M, D) :- catch('$trace_ports'(Id, G, M, D), '$retry'(Id), '$trace_goal'(Id, G, M, D)).
'$trace_ports'(Id, G, M, D) :-
    '$level'(L0), '$port'(call, Id, G, M, D),
    ( true ; '$port'(fail, Id, G, M, D), fail ),
    '$level'(L1), D1 is D + 1,
    catch('$trace_call'(G, M, D1), E, ( '$raised'(E, Id, G, M, D), throw(E) )),
    '$level'(L2),
    ( L1 == L2 -> '$cut'(L0), '$port'(exit, Id, G, M, D) ; '$port'(exit, Id, G, M, D) ; '$port'(redo, Id, G, M, D), fail ).
'$raised'(E, Id, G, M, D) :- ( nonvar(E), ( E = '$retry'(_) ; E == '$aborted' ) -> true ; '$port'(exception(E), Id, G, M, D) ).
% The program's own clauses are interpreted, everything else is called; goals that it is given are traced.
'$trace_call'(G, M, D) :-
    functor(G, N, A), '$find'(M, N, A, K), !, '$property'(K, A, Kind),
    ( memberchk(Kind, [static, dynamic]), \+ '$tabled_key'(K, A) -> '$module_of'(K, A, B, _), '$trace_clauses'(G, M, B, D)
    ; '$meta'(K, A, Spec) -> atom_chars(Spec, Cs), G =.. [_|As], '$trace_arguments'(Cs, As, M, D, Bs), G1 =.. [N|Bs], call(M:G1)
    ; call(M:G) ).
'$trace_call'(G, M, _) :- call(M:G).
'$tabled_key'(K, A) :- '$declared'(K, A, Ps), memberchk(tabled, Ps).
'$trace_clauses'(G, M, B, D) :- '$level'(L), clause(M:G, Body), '$trace_body'(Body, B, D, L).
'$trace_arguments'([], [], _, _, []).
'$trace_arguments'([C|Cs], [A|As], M, D, [B|Bs]) :- ( memberchk(C, ['0','1','2','3','4']), callable(A) -> B = '$traced'(D, M, A) ; A = B ), '$trace_arguments'(Cs, As, M, D, Bs).

% A limit of calls holds within the goal: not between its solutions, and not for what runs after it. The smaller of two limits counts.
call_with_inference_limit(G, L, R) :-
    '$must_be'(integer, L), '$serial'(Id), '$inferences'(N, Most, Outer), M is N + L,
    ( M < Most -> In = limit(M, Id) ; In = limit(Most, Outer) ),
    catch('$limited'(G, Id, In, limit(Most, Outer), R0), E, ( '$inferences'(N1, _, Id1), '$limit_inferences'(Most, Outer), '$over_limit'(E, Id1 == Id, N1 > M, R0) )),
    R = R0.
'$over_limit'(E, Own, Over, R) :- ( E == inference_limit_exceeded, call(Own), call(Over) -> R = E ; throw(E) ).
'$limited'(G, Id, In, Out, R) :-
    '$level'(L), '$within'(In, Out), '$level'(A), call(G), '$level'(B),
    ( A == B -> '$cut'(L), '$within'(Out), R = (!)
    ; R = true, '$inferences'(N, _, _), ( '$within'(Out) ; '$inferences'(N1, _, _), '$later'(In, Id, N1 - N, In1), '$within'(In1), fail ) ).
'$within'(limit(M, Id)) :- '$limit_inferences'(M, Id).
'$within'(In, _) :- '$within'(In).
'$within'(_, Out) :- '$within'(Out), fail.
% What was counted outside does not count, but for a limit around this one.
'$later'(limit(M, Id), Id, D, limit(M1, Id)) :- !, M1 is M + D.
'$later'(In, _, _, In).
% How deep calls are is counted by the same interpreter, instead of telling of them.
call_with_depth_limit(G, L, R) :-
    '$must_be'(integer, L), '$serial'(Id), nb_setval('$deepest', 1),
    catch(( '$traced'(depth(Id, 1, L), user, G), nb_getval('$deepest', R0) ), '$exceeded'(Id), R0 = depth_limit_exceeded),
    R = R0.
'$count_call'(depth(Id, N, L), depth(Id, N1, L)) :-
    ( N > L -> throw('$exceeded'(Id)) ; true ), nb_getval('$deepest', M), ( N > M -> nb_setval('$deepest', N) ; true ), N1 is N + 1.

% What is shown, and what is asked.
'$port'(P, Id, G, M, D) :- '$trace_state'(S), '$shows'(S, P, G, M, D), !, '$show_port'(P, Id, G, M, D).
'$port'(_, _, _, _, _).
'$shows'(creep, P, _, _, _) :- '$visible_port'(P).
'$shows'(skip(D0), P, G, M, D) :- ( D < D0 -> true ; D =:= D0 -> P \== call ; '$spied'(G, M) ), '$visible_port'(P), nb_setval('$trace_state', creep).
'$shows'(leap, P, G, M, _) :- '$spied'(G, M), '$visible_port'(P), nb_setval('$trace_state', creep).
'$visible_port'(P) :- functor(P, N, _), '$ports'('$visible', L), memberchk(N, L).
'$spied'(G, M) :- '$spies'(L), L \== [], functor(G, N, A), '$find'(M, N, A, K), '$module_of'(K, A, D, _), memberchk(D:N/A, L).
'$show_port'(P, Id, G, M, D) :-
    '$port_line'(P, G, M, D), functor(P, N, _), '$ports'('$leash', L),
    ( memberchk(N, L) -> write(user_error, ' ? '), flush_output(user_error), '$command'(C), '$obey'(C, P, Id, G, M, D) ; nl(user_error) ).
'$port_line'(P, G, M, D) :-
    ( P = exception(E) -> T = 'Exception' ; P = call -> T = 'Call' ; P = exit -> T = 'Exit' ; P = redo -> T = 'Redo' ; T = 'Fail' ),
    ( M == user -> Q = G ; functor(G, N, A), ( '$find'(M, N, A, K) -> '$module_of'(K, A, B, _) ; B = M ), ( B == user -> Q = G ; B == system -> Q = G ; Q = B:G ) ),
    format(user_error, '   ~w: (~d) ', [T, D]),
    write_term(user_error, Q, [quoted(true), portray(true), spacing(next_argument)]),
    ( P = exception(E) -> nl(user_error), '$text_of_error'(E, Text), format(user_error, '   ~w', [Text]) ; true ).
'$command'(C) :- flush_output(user_output), catch('$read_command'(C), _, C = end_of_file).
'$read_command'(C) :- '$command_line'(user_input, L), ( L == end_of_file -> C = L ; sub_atom(L, 0, 1, _, C) -> true ; C = '' ).
'$command_line'(S, L) :- '$line_chars'(S, Cs), ( Cs == end_of_file -> L = Cs ; atom_chars(L, Cs) ).
'$line_chars'(S, Cs) :- get_char(S, C), ( C == end_of_file -> Cs = C ; C == '\n' -> Cs = [] ; Cs = [C|Ds], '$line_chars_rest'(S, Ds) ).
'$line_chars_rest'(S, Cs) :- get_char(S, C), ( ( C == end_of_file ; C == '\n' ) -> Cs = [] ; Cs = [C|Ds], '$line_chars_rest'(S, Ds) ).
'$obey'('', _, _, _, _, _) :- !.
'$obey'(c, _, _, _, _, _) :- !.
'$obey'(' ', _, _, _, _, _) :- !.
'$obey'(s, P, _, _, _, D) :- !, ( memberchk(P, [call, redo]) -> nb_setval('$trace_state', skip(D)) ; true ).
'$obey'(u, _, _, _, _, D) :- !, D1 is D - 1, nb_setval('$trace_state', skip(D1)).
'$obey'(l, _, _, _, _, _) :- !, nb_setval('$trace_state', leap).
'$obey'(n, _, _, _, _, _) :- !, nodebug.
'$obey'(end_of_file, _, _, _, _, _) :- !, nodebug.
'$obey'(a, _, _, _, _, _) :- !, nb_setval('$trace_state', leap), throw('$aborted').
'$obey'(e, _, _, _, _, _) :- !, halt.
'$obey'(f, _, _, _, _, _) :- !, fail.
'$obey'(r, P, Id, _, _, _) :- !, ( P == call -> true ; throw('$retry'(Id)) ).
'$obey'(+, P, Id, G, M, D) :- !, functor(G, N, A), spy(M:N/A), '$show_port'(P, Id, G, M, D).
'$obey'(-, P, Id, G, M, D) :- !, functor(G, N, A), nospy(M:N/A), '$show_port'(P, Id, G, M, D).
'$obey'(_, P, Id, G, M, D) :-
    '$tell_trace'('   newline, c: creep   s: skip   u: up   l: leap   f: fail   r: retry   +: spy   -: no spy   n: no debugging   a: abort   e: exit'),
    '$show_port'(P, Id, G, M, D).
