:- module(main, [main/0, argv_options/3, ansi_format/3, concurrent_maplist/2, concurrent_maplist/3, concurrent_maplist/4, concurrent_forall/2, concurrent_forall/3, first_solution/3, writef/1, writef/2, portray_text/1, print_term/2, thread_self/1, with_mutex/2, mutex_create/1, noprotocol/0]).
% Programs' beginnings, and predicates that matter where there are threads or colours.

main :- current_prolog_flag(argv, Av), ( append(_, [--|As], Av) -> true ; Av = [_|As] -> true ; As = Av ), catch(( call(main, As) -> true ; halt(1) ), E, ( print_message(error, E), halt(2) )).
% Options of the forms --name=value, --name, --no-name, -abc.
argv_options([], [], []).
argv_options([--|As], As, []) :- !.
argv_options([A|As], Ps, Os) :- '$argv_option'(A, New), !, append(New, Os1, Os), argv_options(As, Ps, Os1).
argv_options([A|As], [A|Ps], Os) :- argv_options(As, Ps, Os).
'$argv_option'(A, [O]) :- atom_concat(--, L, A), L \== '', !,
    ( sub_atom(L, B, 1, R, =) -> sub_atom(L, 0, B, _, N), sub_atom(L, _, R, 0, V0), '$argv_value'(V0, V) ; atom_concat('no-', N, L) -> V = false ; N = L, V = true ),
    '$option_name'(N, N1), O =.. [N1, V].
'$argv_option'(A, Os) :- atom_concat(-, L, A), L \== '', \+ atom_number(A, _), atom_chars(L, Cs), findall(O, ( member(C, Cs), O =.. [C, true] ), Os).
'$argv_value'(V0, V) :- ( atom_number(V0, N) -> V = N ; V = V0 ).
'$option_name'(N, M) :- atomic_list_concat(Ws, -, N), atomic_list_concat(Ws, '_', M).
ansi_format(_, F, As) :- format(F, As).
concurrent_maplist(G, L) :- maplist(G, L).
concurrent_maplist(G, L, M) :- maplist(G, L, M).
concurrent_maplist(G, L, M, N) :- maplist(G, L, M, N).
concurrent_forall(G, A) :- forall(G, A).
concurrent_forall(G, A, _) :- forall(G, A).
first_solution(_, Gs, _) :- member(G, Gs), call(G), !.
thread_self(main).
with_mutex(_, G) :- once(G).
mutex_create(M) :- ( var(M) -> '$serial'(N), atom_concat('$mutex', N, M) ; true ).
noprotocol.
portray_text(_).
print_term(T, _) :- print(T).
writef(F) :- writef(F, []).
writef(F, As) :- atom_codes(F, Cs), '$writef'(Cs, As).
'$writef'([], _).
'$writef'([0'%, 0'w|Cs], [A|As]) :- !, write(A), '$writef'(Cs, As).
'$writef'([0'%, 0'd|Cs], [A|As]) :- !, write(A), '$writef'(Cs, As).
'$writef'([0'\\, 0'n|Cs], As) :- !, nl, '$writef'(Cs, As).
'$writef'([0'\\, 0'l|Cs], As) :- !, nl, '$writef'(Cs, As).
'$writef'([C|Cs], As) :- put_code(C), '$writef'(Cs, As).
