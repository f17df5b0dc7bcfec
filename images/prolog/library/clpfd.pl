:- module(clpfd, [op(760, yfx, #<==>), op(750, xfy, #==>), op(750, yfx, #<==), op(740, yfx, #\/), op(730, yfx, #\), op(720, yfx, #/\), op(710, fy, #\), op(700, xfx, #>), op(700, xfx, #<), op(700, xfx, #>=), op(700, xfx, #=<), op(700, xfx, #=), op(700, xfx, #\=), op(700, xfx, in), op(700, xfx, ins), op(450, xfx, ..),
    (#=)/2, (#\=)/2, (#<)/2, (#>)/2, (#=<)/2, (#>=)/2, (#\)/1, (#\)/2, (#/\)/2, (#\/)/2, (#==>)/2, (#<==)/2, (#<==>)/2, (in)/2, (ins)/2, label/1, labeling/2, indomain/1, all_different/1, all_distinct/1, sum/3, scalar_product/4, tuples_in/2, element/3, global_cardinality/2, global_cardinality/3, circuit/1, chain/2, lex_chain/1, cumulative/1, cumulative/2, transpose/2, zcompare/3, fd_dom/2, fd_inf/2, fd_sup/2, fd_size/2, fd_degree/2, fd_var/1]).
% Constraints over integers. A variable's attribute is fd(Domain, Propagators): a domain is a list of disjoint intervals From-To in
% ascending order, whose outer bounds may be inf and sup; a propagator is p(State, Constraint), its state idle, queued or dead.
%
% Whatever makes a domain smaller queues the propagators of its variable; the outermost of what does so runs the queue until it is empty.
% The queue is a global variable that backtracking restores.

% Relations.
X #= Y :- ( integer(X), evaluated(Y, V) -> X =:= V ; var(X), \+ fd_var(X), evaluated(Y, V) -> X = V ; relation(X - Y, =) ).
X #\= Y :- ( nonvar(X), X = abs(E), integer(Y) -> ( Y < 0 -> true ; Z is -Y, E #\= Y, E #\= Z ) ; relation(X - Y, \=) ).
X #=< Y :- relation(X - Y, =<).
X #>= Y :- relation(Y - X, =<).
X #< Y :- relation(X - Y + 1, =<).
X #> Y :- relation(Y - X + 1, =<).
evaluated(Y, V) :- ground(Y), \+ ( sub_term(T, Y), compound(T), functor(T, /, 2) ), catch(V is Y, _, fail), integer(V).
relation(E, Op) :- linear_sum(E, Cs, Vs, C), post_linear(Op, Cs, Vs, C).

% An expression is a sum of variables with coefficients; C is what the sum is compared with. What is not linear has a variable of its own.
linear_sum(E, Cs, Vs, C) :- linear(E, 1, [], Ps0, 0, K), keysort(Ps0, Ps), merged(Ps, Cs0, Vs), C0 is -K, reduced(Cs0, C0, Cs, C).
linear(E, S, Ps, [E-S|Ps], K, K) :- var(E), !, ( fd_var(E) -> true ; put_attr(E, clpfd, fd([inf-sup], [])) ).
linear(E, S, Ps, Ps, K0, K) :- integer(E), !, K is K0 + S * E.
linear(A + B, S, Ps0, Ps, K0, K) :- !, linear(A, S, Ps0, Ps1, K0, K1), linear(B, S, Ps1, Ps, K1, K).
linear(A - B, S, Ps0, Ps, K0, K) :- !, linear(A, S, Ps0, Ps1, K0, K1), T is -S, linear(B, T, Ps1, Ps, K1, K).
linear(- A, S, Ps0, Ps, K0, K) :- !, T is -S, linear(A, T, Ps0, Ps, K0, K).
linear(+ A, S, Ps0, Ps, K0, K) :- !, linear(A, S, Ps0, Ps, K0, K).
linear(?(A), S, Ps0, Ps, K0, K) :- !, linear(A, S, Ps0, Ps, K0, K).
linear(#(A), S, Ps0, Ps, K0, K) :- !, linear(A, S, Ps0, Ps, K0, K).
linear(A * B, S, Ps0, Ps, K0, K) :- !, value_of(A, X), value_of(B, Y),
    ( integer(X) -> T is S * X, linear(Y, T, Ps0, Ps, K0, K) ; integer(Y) -> T is S * Y, linear(X, T, Ps0, Ps, K0, K)
    ; ( X == Y -> post(square(X, Z), [X, Z]) ; post(times(X, Y, Z), [X, Y, Z]) ), linear(Z, S, Ps0, Ps, K0, K) ).
linear(E, S, Ps0, Ps, K0, K) :- E = abs(A), !, value_of(A, X), Z in 0..sup, post(abs(X, Z), [X, Z]), linear(Z, S, Ps0, Ps, K0, K).
linear(E, S, Ps0, Ps, K0, K) :- callable(E), E =.. [F, A, B], binary(F), !, value_of(A, X), value_of(B, Y), defined(F, Y), C =.. [F, X, Y, Z], post(C, [X, Y, Z]), linear(Z, S, Ps0, Ps, K0, K).
linear(E, _, _, _, _, _) :- ( callable(E) -> functor(E, N, A), C = N/A ; C = E ), throw(error(type_error(evaluable, C), _)).
binary(max). binary(min). binary(//). binary(div). binary(mod). binary(rem). binary(^).
defined(F, Y) :- ( memberchk(F, [//, div, mod, rem]) -> Y #\= 0 ; F == (^) -> Y #>= 0 ; true ).
% The integer or variable that an expression is.
value_of(E, E) :- integer(E), !.
value_of(E, E) :- var(E), !, ( fd_var(E) -> true ; put_attr(E, clpfd, fd([inf-sup], [])) ).
value_of(E, V) :- linear_sum(E, Cs, Vs, C), ( Vs == [] -> V is -C ; Cs == [1], C =:= 0 -> Vs = [V] ; fd_new(V), value_sum(E, V) ).
value_sum(E, V) :- relation(V - E, =).
fd_new(V) :- put_attr(V, clpfd, fd([inf-sup], [])).
merged([], [], []).
merged([V-C|Ps], Cs, Vs) :- same_variable(Ps, V, C, D, Rest), ( D =:= 0 -> merged(Rest, Cs, Vs) ; Cs = [D|Cs1], Vs = [V|Vs1], merged(Rest, Cs1, Vs1) ).
same_variable([W-C|Ps], V, C0, D, Rest) :- W == V, !, C1 is C0 + C, same_variable(Ps, V, C1, D, Rest).
same_variable(Ps, _, C, C, Ps).
reduced(Cs0, C0, Cs, C) :- foldl([X, G0, G]>>(G is gcd(X, G0)), Cs0, 0, G), ( G > 1, C0 mod G =:= 0 -> maplist([X, Y]>>(Y is X // G), Cs0, Cs), C is C0 // G ; Cs = Cs0, C = C0 ).

post_linear(=, [], [], C) :- !, C =:= 0.
post_linear(\=, [], [], C) :- !, C =\= 0.
post_linear(=<, [], [], C) :- !, C >= 0.
post_linear(=, [A], [X], C) :- !, C mod A =:= 0, X is C // A.
post_linear(\=, [A], [X], C) :- !, ( C mod A =:= 0 -> V is C // A, exclude_value(X, V) ; true ).
post_linear(=<, [A], [X], C) :- !, upper(A, X, C).
post_linear(=, [1, -1], [X, Y], 0) :- !, X = Y.
post_linear(=, [-1, 1], [X, Y], 0) :- !, X = Y.
post_linear(=, Cs, Vs, C) :- foldl([X, G0, G]>>(G is gcd(X, G0)), Cs, 0, G), C mod G =:= 0, post(linear(=, Cs, Vs, C), Vs).
post_linear(\=, Cs, Vs, C) :- post(linear(\=, Cs, Vs, C), Vs).
post_linear(=<, Cs, Vs, C) :- post(linear(=<, Cs, Vs, C), Vs).
% A * X =< C.
upper(A, X, C) :- ( A > 0 -> H is C div A, bounded(X, inf, H) ; L is -(C div (-A)), bounded(X, L, sup) ).

% Domains.
X in D :- domain(D, Is), ( var(X) -> true ; integer(X) -> true ; throw(error(type_error(integer, X), _)) ), narrowed(X, Is).
Xs ins D :- '$must_be'(list, Xs), domain(D, Is), each_in(Xs, Is).
each_in([], _).
each_in([X|Xs], Is) :- narrowed(X, Is), each_in(Xs, Is).
domain(D, _) :- var(D), !, throw(error(instantiation_error, _)).
domain(N, [N-N]) :- integer(N), !.
domain(L..H, Is) :- ( L == inf ; integer(L) ), ( H == sup ; integer(H) ), !, ( below(L, H) -> Is = [L-H] ; Is = [] ).
domain(A \/ B, Is) :- !, domain(A, As), domain(B, Bs), joined(As, Bs, Is).
domain(\ A, Is) :- !, domain(A, As), complement(As, Is).
domain(D, _) :- throw(error(type_error(clpfd_domain, D), _)).
below(inf, _) :- !.
below(_, sup) :- !.
below(L, H) :- integer(L), integer(H), L =< H.
least(X, Y, Z) :- ( below(X, Y) -> Z = X ; Z = Y ).
greatest(X, Y, Z) :- ( below(X, Y) -> Z = Y ; Z = X ).
common([], _, []) :- !.
common(_, [], []) :- !.
common([A-B|Is], [C-D|Js], Ks) :-
    lower_of(A, C, L), least(B, D, H), ( below(L, H) -> Ks = [L-H|Ks1] ; Ks = Ks1 ),
    ( H == B -> common(Is, [C-D|Js], Ks1) ; common([A-B|Is], Js, Ks1) ).
lower_of(inf, C, C) :- !.
lower_of(A, inf, A) :- !.
lower_of(A, C, L) :- L is max(A, C).
joined(As, Bs, Is) :- complement(As, Ac), complement(Bs, Bc), common(Ac, Bc, Ic), complement(Ic, Is).
complement(Is, Js) :- gaps(Is, inf, Js).
gaps([], L, [L-sup]) :- L \== none, !.
gaps([], none, []).
gaps([A-B|Is], L, Js) :-
    ( A == inf -> Js = Js1 ; H is A - 1, ( L == inf -> Js = [L-H|Js1] ; L =< H -> Js = [L-H|Js1] ; Js = Js1 ) ),
    ( B == sup -> M = none ; M is B + 1 ), gaps(Is, M, Js1).
contains([A-B|Is], N) :- ( A \== inf, N < A -> fail ; B == sup -> true ; N =< B -> true ; contains(Is, N) ).
without([A-B|Is], N, Js) :-
    ( B \== sup, B < N -> Js = [A-B|Js1], without(Is, N, Js1)
    ; ( A == N -> Js = Js1 ; M is N - 1, Js = [A-M|Js1] ), ( B == N -> Js1 = Is ; M1 is N + 1, Js1 = [M1-B|Is] ) ).
domain_term([I], T) :- !, interval_term(I, T).
domain_term(Is, T \/ U) :- append(Js, [I], Is), !, domain_term(Js, T), interval_term(I, U).
interval_term(A-B, T) :- ( A == B -> T = A ; T = A..B ).
domain_size(Is, N) :- foldl([A-B, N0, N1]>>( integer(N0), integer(A), integer(B) -> N1 is N0 + B - A + 1 ; N1 = sup ), Is, 0, N).
domain_values(Is, Ns) :- findall(N, ( member(A-B, Is), between(A, B, N) ), Ns).
values_domain(Ns0, Is) :- sort(Ns0, Ns), runs(Ns, Is).
runs([], []).
runs([N|Ns], [N-M|Is]) :- run(Ns, N, M, Rest), runs(Rest, Is).
run([N|Ns], M0, M, Rest) :- N =:= M0 + 1, !, run(Ns, N, M, Rest).
run(Ns, M, M, Ns).

fd_get(X, Is, Ps) :- get_attr(X, clpfd, fd(Is, Ps)), !.
fd_get(_, [inf-sup], []).
domain_of(X, Is) :- ( integer(X) -> Is = [X-X] ; fd_get(X, Is, _) ).
bounds(X, X, X) :- integer(X), !.
bounds(X, L, H) :- fd_get(X, Is, _), Is = [L-B|Js], last_bound(Js, B, H).
last_bound([], H, H).
last_bound([_-B|Is], _, H) :- last_bound(Is, B, H).
% The domain becomes smaller.
narrowed(X, Js) :- integer(X), !, contains(Js, X).
narrowed(X, Js) :- fd_get(X, Is, Ps), common(Is, Js, Ks), ( Ks == Is, Ps \== [] -> true ; fd_put(X, Is, Ks, Ps) ).
bounded(X, L, H) :- integer(X), !, ( L == inf -> true ; L =< X ), ( H == sup -> true ; X =< H ).
bounded(X, L, H) :- bounds(X, A, B), ( below(L, A), below(B, H) -> true ; below(L, H), narrowed(X, [L-H]) ).
exclude_value(X, N) :- integer(X), !, X =\= N.
exclude_value(X, N) :- fd_get(X, Is, Ps), ( contains(Is, N) -> without(Is, N, Js), fd_put(X, Is, Js, Ps) ; true ).
fd_put(X, Old, New, Ps) :- New = [A-B|Is],
    ( Is == [], A == B -> X = A ; put_attr(X, clpfd, fd(New, Ps)), ( New == Old -> true ; queue_smaller(Ps), run_queue ) ).
attr_unify_hook(fd(Is, Ps), Y) :-
    ( integer(Y) -> contains(Is, Y), queue(Ps), run_queue
    ; var(Y) -> fd_get(Y, Js, Qs), common(Is, Js, Ks), append(Ps, Qs, Rs), Ks = [_|_], queue(Rs), fd_put(Y, [], Ks, Rs), run_queue
    ; throw(error(type_error(integer, Y), _)) ).

% Propagators.
post(C, Vs) :- P = p(idle, C), attach(Vs, P), queue([P]), run_queue.
attach([], _).
attach([V|Vs], P) :- ( var(V) -> fd_get(V, Is, Ps), put_attr(V, clpfd, fd(Is, [P|Ps])) ; true ), attach(Vs, P).
queued(Q) :- ( catch(b_getval('$clpfd_queue', Q0), _, fail) -> Q = Q0 ; Q = q(idle, [], []) ).
queue(Ps) :- queued(q(S, Fast, Slow)), pushed(Ps, Fast, Fast1, Slow, Slow1), b_setval('$clpfd_queue', q(S, Fast1, Slow1)).
% Some wait for values only.
queue_smaller(Ps) :- waiting_for_domains(Ps, Qs), ( Qs == [] -> true ; queue(Qs) ).
waiting_for_domains([], []).
waiting_for_domains([P|Ps], Qs) :- P = p(S, C), ( S == idle, \+ waits_for_value(C) -> Qs = [P|Qs1] ; Qs = Qs1 ), waiting_for_domains(Ps, Qs1).
waits_for_value(linear(\=, _, _, _)).
waits_for_value(different(_)).
waits_for_value(no_loop(_)).
pushed([], F, F, S, S).
pushed([P|Ps], F0, F, S0, S) :- arg(1, P, State), ( State == idle -> setarg(1, P, queued), arg(2, P, C), ( slow(C) -> pushed(Ps, F0, F, [P|S0], S) ; pushed(Ps, [P|F0], F, S0, S) ) ; pushed(Ps, F0, F, S0, S) ).
slow(distinct(_)).
slow(tuple(_, _)).
run_queue :- queued(q(S, F, L)), ( S == running -> true ; b_setval('$clpfd_queue', q(running, F, L)), drain ).
drain :- queued(q(_, F, S)),
    ( F = [P|F1] -> b_setval('$clpfd_queue', q(running, F1, S)), propagated(P), drain
    ; S = [P|S1] -> b_setval('$clpfd_queue', q(running, [], S1)), propagated(P), drain
    ; b_setval('$clpfd_queue', q(idle, [], [])) ).
propagated(P) :- P = p(State, C), ( State == dead -> true ; setarg(1, P, idle), propagate(C, Verdict), ( Verdict == dead -> setarg(1, P, dead) ; true ) ).

propagate(linear(Op, Cs, Vs, C), D) :- !, unbound_part(Cs, Vs, C, Cs1, Vs1, C1), linear_step(Op, Cs1, Vs1, C1, D).
propagate(times(X, Y, Z), D) :- !,
    ( integer(X), integer(Y) -> Z is X * Y, D = dead
    ; integer(X), integer(Z) -> D = dead, ( X =:= 0 -> Z =:= 0 ; Z mod X =:= 0, Y is Z // X )
    ; integer(Y), integer(Z) -> D = dead, ( Y =:= 0 -> Z =:= 0 ; Z mod Y =:= 0, X is Z // Y )
    ; product_bounds(X, Y, Z), factor_bounds(X, Y, Z), factor_bounds(Y, X, Z) ).
propagate(square(X, Z), D) :- !,
    ( integer(X) -> Z is X * X, D = dead
    ; integer(Z) -> D = dead, Z >= 0, integer_root(Z, R), R * R =:= Z, S is -R, values_domain([R, S], Is), narrowed(X, Is)
    ; bounded(Z, 0, sup), product_bounds(X, X, Z), bounds(Z, _, H), ( integer(H) -> integer_root(H, R), S is -R, bounded(X, S, R) ; true ) ).
propagate(abs(X, Z), D) :- !,
    ( integer(X) -> Z is abs(X), D = dead
    ; domain_of(X, Is), mirrored(Is, Ms), joined(Is, Ms, Js), common(Js, [0-sup], Ks), narrowed(Z, Ks),
      domain_of(Z, Zs), mirrored(Zs, Ns), joined(Zs, Ns, Os), narrowed(X, Os) ).
propagate(max(X, Y, Z), D) :- !, ( integer(X), integer(Y) -> Z is max(X, Y), D = dead
    ; bounds(X, A, B), bounds(Y, E, F), lower_of(A, E, L), greatest(B, F, H), bounded(Z, L, H), bounds(Z, M, N), bounded(X, inf, N), bounded(Y, inf, N),
      ( apart(F, M) -> X = Z, D = dead ; apart(B, M) -> Y = Z, D = dead ; true ) ).
propagate(min(X, Y, Z), D) :- !, ( integer(X), integer(Y) -> Z is min(X, Y), D = dead
    ; bounds(X, A, B), bounds(Y, E, F), least(A, E, L), least(B, F, H), bounded(Z, L, H), bounds(Z, M, N), bounded(X, M, sup), bounded(Y, M, sup),
      ( apart(N, E) -> X = Z, D = dead ; apart(N, A) -> Y = Z, D = dead ; true ) ).
propagate(X ^ Y = Z, D) :- !, propagate(^(X, Y, Z), D).
propagate(^(X, Y, Z), D) :- !,
    ( integer(X), integer(Y) -> Z is X ^ Y, D = dead
    ; integer(Y), integer(Z), Y > 0 -> D = dead, roots(Z, Y, Rs), values_domain(Rs, Is), narrowed(X, Is)
    ; integer(X), X > 1, integer(Z) -> D = dead, Z > 0, exponent(X, Z, 0, Y)
    ; bounds(X, A, B), bounds(Y, E, F), ( integer(A), A >= 1 -> L is A ^ max(E, 0), ( integer(B), integer(F) -> H is B ^ F ; H = sup ), bounded(Z, L, H) ; true ) ).
propagate(C, D) :- C =.. [F, X, Y, Z], memberchk(F, [//, div, mod, rem]), !,
    ( integer(X), integer(Y) -> Y =\= 0, E =.. [F, X, Y], Z is E, D = dead ; integer(Y) -> divided(F, X, Y, Z) ; rough(F, X, Y, Z) ).
propagate(different(Xs), D) :- !, different_step(Xs, Changed), ( Changed == true -> propagate(different(Xs), D) ; true ).
propagate(distinct(Xs), _) :- !, matched(Xs).
propagate(reified(B, Op, Cs, Vs, C), D) :- !,
    ( B == 1 -> D = dead, relinear(Op, Cs, Vs, C) ; B == 0 -> D = dead, opposite(Op, Cs, C, Op1, Cs1, C1), relinear(Op1, Cs1, Vs, C1)
    ; unbound_part(Cs, Vs, C, Cs1, Vs1, C1), ( decided(Op, Cs1, Vs1, C1, V) -> D = dead, B = V ; true ) ).
propagate(member(B, X, Is), D) :- !,
    ( B == 1 -> D = dead, narrowed(X, Is) ; B == 0 -> D = dead, complement(Is, Js), narrowed(X, Js)
    ; domain_of(X, Ds), common(Ds, Is, Ks), ( Ks == [] -> B = 0, D = dead ; Ks == Ds -> B = 1, D = dead ; true ) ).
propagate(boolean(F, X, Y, B), D) :- !, findall(X-Y-B, truth(F, X, Y, B), Rows), Rows = [_|_],
    findall(V, member(V-_-_, Rows), Vs), only(X, Vs), findall(V, member(_-V-_, Rows), Ws), only(Y, Ws), findall(V, member(_-V, Rows), Us), only(B, Us), ( Rows = [_] -> D = dead ; true ).
propagate(element(I, Xs, V), _) :- !, domain_of(I, Is), domain_of(V, Ds), length(Xs, N), common(Is, [1-N], Js), domain_values(Js, Ks),
    findall(K-Cs, ( member(K, Ks), nth1(K, Xs, X), domain_of(X, Xd), common(Xd, Ds, Cs), Cs \== [] ), Ps), Ps = [_|_],
    findall(K, member(K-_, Ps), Ks1), values_domain(Ks1, Is1), narrowed(I, Is1), foldl([_-Cs, U0, U]>>joined(Cs, U0, U), Ps, [], Us), narrowed(V, Us),
    ( integer(I) -> nth1(I, Xs, X), X #= V ; true ).
propagate(tuple(Xs, Rows), D) :- !, maplist(domain_of, Xs, Ds), include(row_fits(Ds), Rows, Left), Left = [_|_], transpose(Left, Columns), maplist(only, Xs, Columns), ( Left = [_] -> D = dead ; true ).
propagate(no_loop(Xs), _) :- length(Xs, N), no_loop(Xs, Xs, 1, N).
only(X, Vs) :- values_domain(Vs, Is), narrowed(X, Is).
row_fits([], []).
row_fits([D|Ds], [V|Vs]) :- contains(D, V), row_fits(Ds, Vs).
truth(and, 0, 0, 0). truth(and, 0, 1, 0). truth(and, 1, 0, 0). truth(and, 1, 1, 1).
truth(or, 0, 0, 0). truth(or, 0, 1, 1). truth(or, 1, 0, 1). truth(or, 1, 1, 1).
truth(xor, 0, 0, 0). truth(xor, 0, 1, 1). truth(xor, 1, 0, 1). truth(xor, 1, 1, 0).
truth(equal, 0, 0, 1). truth(equal, 0, 1, 0). truth(equal, 1, 0, 0). truth(equal, 1, 1, 1).
truth(implies, 0, 0, 1). truth(implies, 0, 1, 1). truth(implies, 1, 0, 0). truth(implies, 1, 1, 1).

% Linear relations: what is bound goes to the other side; each variable's bounds follow from the bounds of the sum of the others.
unbound_part([], [], C, [], [], C).
unbound_part([A|As], [X|Xs], C0, Bs, Ys, C) :- ( integer(X) -> C1 is C0 - A * X, unbound_part(As, Xs, C1, Bs, Ys, C) ; Bs = [A|Bs1], Ys = [X|Ys1], unbound_part(As, Xs, C0, Bs1, Ys1, C) ).
relinear(Op, Cs, Vs, C) :- unbound_part(Cs, Vs, C, Cs1, Vs1, C1), post_linear(Op, Cs1, Vs1, C1).
linear_step(Op, [], [], C, dead) :- !, post_linear(Op, [], [], C).
linear_step(Op, [A], [X], C, dead) :- !, post_linear(Op, [A], [X], C).
linear_step(Op, [A, B], [X, Y], C, dead) :- X == Y, !, D is A + B, ( D =:= 0 -> post_linear(Op, [], [], C) ; post_linear(Op, [D], [X], C) ).
linear_step(\=, _, _, _, _) :- !.
linear_step(=, [A, B], [X, Y], C, _) :- abs(A) =:= 1, abs(B) =:= 1, small(X), small(Y), !, image(X, A, B, C, Is), narrowed(Y, Is), ( integer(Y) -> true ; image(Y, B, A, C, Js), narrowed(X, Js) ).
linear_step(=<, Cs, Vs, C, D) :- !, sum_bounds(Cs, Vs, 0, Min, 0, _), ( sum_upper(Cs, Vs, 0, Max), Max =< C -> D = dead ; bound_above(Cs, Vs, Min, C) ).
linear_step(=, Cs, Vs, C, _) :- sum_bounds(Cs, Vs, 0, Min, 0, Max), bound_above(Cs, Vs, Min, C), bound_below(Cs, Vs, Max, C).
small(X) :- fd_get(X, Is, _), Is = [_, _|_], length(Is, N), N =< 20.
% What B * Y = C - A * X says of Y, for coefficients 1 and -1.
image(X, A, B, C, Js) :- fd_get(X, Is, _), ( A =:= B -> mirrored(Is, Ms), D is C * B, moved(Ms, D, Js) ; D is C * B, moved(Is, D, Js) ).
mirrored(Is, Js) :- foldl([A-B, L, [D-E|L]]>>( negated(B, D), negated(A, E) ), Is, [], Js).
negated(inf, sup) :- !.
negated(sup, inf) :- !.
negated(N, M) :- M is -N.
moved([], _, []).
moved([A-B|Is], D, [E-F|Js]) :- plus_bound(A, D, E), plus_bound(B, D, F), moved(Is, D, Js).
plus_bound(A, D, E) :- ( integer(A) -> E is A + D ; E = A ).
% A sum's bounds are n(Number of unbounded terms, Sum of the others).
sum_bounds(Cs, Vs, _, n(NL, L), _, n(NH, H)) :- sum_terms(Cs, Vs, 0, NL, 0, L, 0, NH, 0, H).
sum_terms([], [], NL, NL, L, L, NH, NH, H, H).
sum_terms([A|As], [X|Xs], NL0, NL, L0, L, NH0, NH, H0, H) :-
    term_bounds(A, X, P, Q), ( integer(P) -> NL1 = NL0, L1 is L0 + P ; NL1 is NL0 + 1, L1 = L0 ), ( integer(Q) -> NH1 = NH0, H1 is H0 + Q ; NH1 is NH0 + 1, H1 = H0 ),
    sum_terms(As, Xs, NL1, NL, L1, L, NH1, NH, H1, H).
term_bounds(A, X, P, Q) :- bounds(X, L, H), ( A > 0 -> P0 = L, Q0 = H ; P0 = H, Q0 = L ), ( integer(P0) -> P is A * P0 ; P = none ), ( integer(Q0) -> Q is A * Q0 ; Q = none ).
sum_upper(Cs, Vs, _, H) :- sum_terms(Cs, Vs, 0, _, 0, _, 0, 0, 0, H).
bound_above([], [], _, _).
bound_above([A|As], [X|Xs], n(N, L), C) :-
    ( N =:= 0 -> ( integer(X) -> true ; term_bounds(A, X, P, _), D is C - (L - P), upper(A, X, D) )
    ; N =:= 1 -> term_bounds(A, X, P, _), ( integer(P) -> true ; D is C - L, upper(A, X, D) ) ; true ),
    bound_above(As, Xs, n(N, L), C).
bound_below([], [], _, _).
bound_below([A|As], [X|Xs], n(N, H), C) :- B is -A,
    ( N =:= 0 -> ( integer(X) -> true ; term_bounds(A, X, _, Q), D is (H - Q) - C, upper(B, X, D) )
    ; N =:= 1 -> term_bounds(A, X, _, Q), ( integer(Q) -> true ; D is H - C, upper(B, X, D) ) ; true ),
    bound_below(As, Xs, n(N, H), C).
opposite(=, Cs, C, \=, Cs, C).
opposite(\=, Cs, C, =, Cs, C).
opposite(=<, Cs, C, =<, Ds, D) :- maplist([X, Y]>>(Y is -X), Cs, Ds), D is -C - 1.
% Whether a relation holds whatever the variables become.
decided(Op, [], [], C, V) :- !, ( post_linear(Op, [], [], C) -> V = 1 ; V = 0 ).
decided(=<, Cs, Vs, C, V) :- !, sum_bounds(Cs, Vs, 0, n(NL, L), 0, n(NH, H)), ( NH =:= 0, H =< C -> V = 1 ; NL =:= 0, L > C -> V = 0 ).
decided(=, Cs, Vs, C, 0) :- impossible(Cs, Vs, C), !.
decided(\=, Cs, Vs, C, 1) :- impossible(Cs, Vs, C), !.
decided(Op, [A, B], [X, Y], C, V) :- X == Y, A + B =:= 0, decided(Op, [], [], C, V).
impossible([A], [X], C) :- !, ( C mod A =\= 0 -> true ; V is C // A, domain_of(X, Is), \+ contains(Is, V) ).
impossible([1, -1], [X, Y], 0) :- domain_of(X, Is), domain_of(Y, Js), common(Is, Js, []), !.
impossible([-1, 1], [X, Y], 0) :- domain_of(X, Is), domain_of(Y, Js), common(Is, Js, []), !.
impossible(Cs, Vs, C) :- sum_bounds(Cs, Vs, 0, n(NL, L), 0, n(NH, H)), ( NL =:= 0, L > C -> true ; NH =:= 0, H < C ).

% Products, powers and quotients.
product_bounds(X, Y, Z) :- bounds(X, A, B), bounds(Y, C, D),
    ( integer(A), integer(B), integer(C), integer(D) -> P is min(min(A * C, A * D), min(B * C, B * D)), Q is max(max(A * C, A * D), max(B * C, B * D)), bounded(Z, P, Q)
    ; integer(A), integer(C), A >= 0, C >= 0 -> P is A * C, bounded(Z, P, sup) ; true ).
factor_bounds(X, Y, Z) :- bounds(Y, C, D), bounds(Z, E, F),
    ( integer(C), C > 0 -> ( integer(F) -> ( F >= 0 -> H is F div C ; integer(D) -> H is F div D ; H = -1 ) ; H = sup ),
        ( integer(E) -> ( E =< 0 -> L is -((-E) div C) ; integer(D) -> L is -((-E) div D) ; L = 1 ) ; L = inf ), bounded(X, L, H)
    ; integer(E), integer(F), ( E > 0 ; F < 0 ) -> M is max(abs(E), abs(F)), N is -M, bounded(X, N, M), exclude_value(X, 0) ; true ).
integer_root(N, R) :- ( N < 2 -> R = N ; S is truncate(sqrt(N)), corrected_root(S, N, R) ).
corrected_root(S, N, R) :- ( S * S > N -> T is (S + N // S) // 2, ( T < S -> corrected_root(T, N, R) ; T1 is S - 1, corrected_root(T1, N, R) ) ; (S + 1) * (S + 1) =< N -> T is S + 1, corrected_root(T, N, R) ; R = S ).
roots(Z, 1, [Z]) :- !.
roots(Z, Y, Rs) :- M is abs(Z), power_root(0, M, M, Y, R), ( R ^ Y =:= M -> ( Y mod 2 =:= 0 -> Z >= 0, S is -R, Rs = [R, S] ; Z < 0 -> S is -R, Rs = [S] ; Rs = [R] ) ; fail ).
power_root(L, H, M, Y, R) :- ( L >= H -> R = L ; N is (L + H + 1) // 2, ( N ^ Y =< M -> power_root(N, H, M, Y, R) ; H1 is N - 1, power_root(L, H1, M, Y, R) ) ).
exponent(X, Z, N, Y) :- ( Z =:= 1 -> Y = N ; Z mod X =:= 0, Z1 is Z // X, N1 is N + 1, exponent(X, Z1, N1, Y) ).
apart(H, L) :- integer(H), integer(L), H < L.
divided(F, X, Y, Z) :- ( F == mod -> ( Y > 0 -> H is Y - 1, bounded(Z, 0, H) ; L is Y + 1, bounded(Z, L, 0) ) ; F == rem -> M is abs(Y) - 1, M1 is -M, bounded(Z, M1, M) ; true ),
    bounds(X, A, B),
    ( memberchk(F, [//, div]), integer(A), integer(B) -> E1 =.. [F, A, Y], E2 =.. [F, B, Y], L1 is min(E1, E2), H1 is max(E1, E2), bounded(Z, L1, H1) ; true ),
    ( memberchk(F, [//, div]), bounds(Z, C, D), integer(C), integer(D) -> quotient_back(X, Y, C, D) ; true ),
    ( integer(A), integer(B), B - A =< 1000 -> domain_of(X, Is), domain_values(Is, Ns), domain_of(Z, Js), findall(N-V, ( member(N, Ns), E =.. [F, N, Y], V is E, contains(Js, V) ), Ps), pairs_keys_values(Ps, Ks, Vs), Ks = [_|_], only(X, Ks), only(Z, Vs) ; true ).
quotient_back(X, Y, C, D) :- M is abs(Y), P is min(C * Y, D * Y) - M + 1, Q is max(C * Y, D * Y) + M - 1, bounded(X, P, Q).
rough(F, X, Y, Z) :- bounds(X, A, B), bounds(Y, _, D),
    ( memberchk(F, [//, div]), integer(A), integer(B) -> M is max(abs(A), abs(B)), N is -M, ( A >= 0, bounds(Y, C, _), integer(C), C > 0 -> bounded(Z, 0, M) ; bounded(Z, N, M) ) ; true ),
    ( F == mod, bounds(Y, C1, _), integer(C1), C1 > 0 -> ( integer(D) -> H is D - 1 ; H = sup ), bounded(Z, 0, H) ; true ).

% Pairwise different: a value that is taken is no other's.
all_different(Xs) :- '$must_be'(list, Xs), integers_or_variables(Xs), post(different(Xs), Xs).
all_distinct(Xs) :- '$must_be'(list, Xs), integers_or_variables(Xs), post(different(Xs), Xs), post(distinct(Xs), Xs).
integers_or_variables([]).
integers_or_variables([X|Xs]) :- ( var(X) -> true ; '$must_be'(integer, X) ), integers_or_variables(Xs).
different_step(Xs, Changed) :- partition(integer, Xs, Ns, Vs), sort(Ns, Ms), length(Ns, L), length(Ms, L), taken(Vs, Ms, Changed), no_twins(Vs).
taken([], _, _).
taken([V|Vs], Ns, Changed) :- ( integer(V) -> Changed = true ; runs(Ns, Is), complement(Is, Js), narrowed(V, Js), ( integer(V) -> Changed = true ; true ) ), taken(Vs, Ns, Changed).
no_twins(Vs) :- term_variables(Vs, Ws), include(var, Vs, Us), length(Ws, L), length(Us, L).
% Variables and values are matched one to one; a value stays in a variable's domain if some matching has it there.
matched(Xs) :- include(var, Xs, Vs), maplist(domain_of, Vs, Ds), ( Vs = [_, _|_], maplist(finite, Ds) -> maplist(domain_values, Ds, Vals), length(Vs, N), numlist(1, N, Is), pairs_keys_values(Table, Is, Vals), match_all(Table, Table, [], M), kept(Table, Vs, Table, M) ; true ).
finite([A-B|Is]) :- integer(A), last_bound(Is, B, H), integer(H).
match_all([], _, M, M).
match_all([I-_|Is], Table, M0, M) :- augmented(I, Table, M0, M1, [], _), !, match_all(Is, Table, M1, M).
% M is a list of Value-Variable. A value that is free is taken at once; otherwise its owner has to find another one.
augmented(I, Table, M0, M, Seen, Seen) :- memberchk(I-Vals, Table), free_value(Vals, M0, Seen, V), !, M = [V-I|M0].
augmented(I, Table, M0, M, Seen0, Seen) :- memberchk(I-Vals, Table), augmented_by(Vals, I, Table, M0, M, Seen0, Seen).
free_value([V|Vs], M, Seen, W) :- ( memberchk(V, Seen) -> free_value(Vs, M, Seen, W) ; memberchk(V-_, M) -> free_value(Vs, M, Seen, W) ; W = V ).
% The values seen in vain stay seen.
augmented_by([V|Vs], I, Table, M0, M, Seen0, Seen) :-
    ( memberchk(V, Seen0) -> augmented_by(Vs, I, Table, M0, M, Seen0, Seen)
    ; selectchk(V-J, M0, M1), tried(J, Table, [V-I|M1], M2, [V|Seen0], Seen1), ( M2 = none -> augmented_by(Vs, I, Table, M0, M, Seen1, Seen) ; M = M2, Seen = Seen1 ) ).
augmented_by([], _, _, _, none, Seen, Seen).
tried(J, Table, M0, M, Seen0, Seen) :- augmented(J, Table, M0, M1, Seen0, Seen), !, M = M1.
kept([], [], _, _).
kept([I-Vals|Is], [X|Xs], Table, M) :- memberchk(Own-I, M), include(possible(I, Own, Table, M), Vals, Left), ( Left == Vals -> true ; only(X, Left) ), kept(Is, Xs, Table, M).
possible(I, Own, Table, M, V) :- ( V =:= Own -> true ; selectchk(V-J, M, M1) -> selectchk(_-I, M1, M2), augmented(J, Table, [V-I|M2], M3, [V], _), M3 \== none ; true ).

% Logic: each side becomes a variable that is 0 or 1.
#\ P :- truth_of(P, 0).
P #\ Q :- connected(xor, P, Q, 1).
P #/\ Q :- truth_of(P, 1), truth_of(Q, 1).
P #\/ Q :- connected(or, P, Q, 1).
P #==> Q :- connected(implies, P, Q, 1).
P #<== Q :- connected(implies, Q, P, 1).
P #<==> Q :- truth_of(P, B), truth_of(Q, B).
connected(F, P, Q, B) :- truth_of(P, X), truth_of(Q, Y), B in 0..1, post(boolean(F, X, Y, B), [X, Y, B]).
truth_of(P, B) :- var(P), !, P in 0..1, P = B.
truth_of(P, B) :- integer(P), !, ( ( P =:= 0 ; P =:= 1 ) -> B = P ; throw(error(type_error(clpfd_reifiable_expression, P), _)) ).
truth_of(P, B) :- B in 0..1, reify(P, B).
reify(X #= Y, B) :- !, reified(=, X - Y, B).
reify(X #\= Y, B) :- !, reified(\=, X - Y, B).
reify(X #=< Y, B) :- !, reified(=<, X - Y, B).
reify(X #>= Y, B) :- !, reified(=<, Y - X, B).
reify(X #< Y, B) :- !, reified(=<, X - Y + 1, B).
reify(X #> Y, B) :- !, reified(=<, Y - X + 1, B).
reify(X in D, B) :- !, domain(D, Is), post(member(B, X, Is), [X, B]).
reify(#\ P, B) :- !, truth_of(P, A), post(boolean(xor, A, 1, B), [A, B]).
reify(P #\ Q, B) :- !, connected(xor, P, Q, B).
reify(P #/\ Q, B) :- !, connected(and, P, Q, B).
reify(P #\/ Q, B) :- !, connected(or, P, Q, B).
reify(P #==> Q, B) :- !, connected(implies, P, Q, B).
reify(P #<== Q, B) :- !, connected(implies, Q, P, B).
reify(P #<==> Q, B) :- !, connected(equal, P, Q, B).
reify(P, _) :- throw(error(type_error(clpfd_reifiable_expression, P), _)).
reified(Op, E, B) :- linear_sum(E, Cs, Vs, C), post(reified(B, Op, Cs, Vs, C), [B|Vs]).

% Constraints on lists.
sum(Xs, Op, E) :- '$must_be'(list, Xs), foldl([X, S, S + X]>>true, Xs, 0, S), compared(Op, S, E).
scalar_product(Cs, Xs, Op, E) :- '$must_be'(list(integer), Cs), foldl([C, X, S, S + C * X]>>true, Cs, Xs, 0, S), compared(Op, S, E).
compared(Op, S, E) :- ( memberchk(Op, [#=, #\=, #<, #>, #=<, #>=]) -> G =.. [Op, S, E], call(G) ; throw(error(domain_error(scalar_product_relation, Op), _)) ).
element(I, Xs, V) :- '$must_be'(list, Xs), length(Xs, N), I in 1..N, post(element(I, Xs, V), [I, V|Xs]).
tuples_in(Ts, Rows) :- '$must_be'(list(list), Ts), '$must_be'(list(list(integer)), Rows), tuples(Ts, Rows).
tuples([], _).
tuples([T|Ts], Rows) :- length(T, N), include([R]>>length(R, N), Rows, Fit), post(tuple(T, Fit), T), tuples(Ts, Rows).
global_cardinality(Xs, Ps) :- global_cardinality(Xs, Ps, []).
global_cardinality(Xs, Ps, _) :- '$must_be'(list, Xs), pairs_keys_values(Ps, Ks, _), values_domain(Ks, Is), each_in(Xs, Is), counted(Ps, Xs), pairs_values(Ps, Ns), length(Xs, L), sum(Ns, #=, L).
counted([], _).
counted([K-N|Ps], Xs) :- maplist([X, B]>>truth_of(X #= K, B), Xs, Bs), sum(Bs, #=, N), counted(Ps, Xs).
circuit(Xs) :- '$must_be'(list, Xs), length(Xs, N), Xs ins 1..N, all_distinct(Xs), post(no_loop(Xs), Xs).
% The end of the path from each place is not its beginning again, unless all are on it.
no_loop([], _, _, _).
no_loop([_|Ys], Xs, I, N) :- path_end(I, Xs, 1, L, E), ( L < N -> E \== I ; true ), J is I + 1, no_loop(Ys, Xs, J, N).
path_end(I, Xs, L0, L, E) :- nth1(I, Xs, X), ( integer(X), L0 < 10000 -> ( L1 is L0 + 1, length(Xs, N), L0 =< N, \+ X == I -> path_next(X, I, Xs, L1, L, E) ; L = L0, E = X ) ; L = L0, E = none ).
path_next(X, Start, Xs, L0, L, E) :- nth1(X, Xs, Y), ( \+ integer(Y) -> L = L0, E = none ; Y =:= Start -> L = L0, E = Start ; length(Xs, N), L0 > N -> L = L0, E = none ; L1 is L0 + 1, path_next(Y, Start, Xs, L1, L, E) ).
chain(Xs, Op) :- '$must_be'(list, Xs), ( memberchk(Op, [#<, #>, #=<, #>=]) -> true ; throw(error(domain_error(chain_relation, Op), _)) ), chained(Xs, Op).
chained([X, Y|Xs], Op) :- !, G =.. [Op, X, Y], call(G), chained([Y|Xs], Op).
chained(_, _).
lex_chain([A, B|Ls]) :- !, ordered(A, B, C), truth_of(C, 1), lex_chain([B|Ls]).
lex_chain(_).
ordered([], [], 1).
ordered([X|Xs], [Y|Ys], (X #< Y) #\/ ((X #= Y) #/\ C)) :- ordered(Xs, Ys, C).
zcompare(O, X, Y) :- ( nonvar(O) -> compared_as(O, X, Y) ; integer(X), integer(Y) -> compare(O, X, Y) ; when(nonvar(O), compared_as(O, X, Y)), truth_of(X #< Y, L), truth_of(X #= Y, E), truth_of(X #> Y, G), freeze(L, ( L == 1 -> O = (<) ; true )), freeze(E, ( E == 1 -> O = (=) ; true )), freeze(G, ( G == 1 -> O = (>) ; true )) ).
compared_as(<, X, Y) :- X #< Y.
compared_as(=, X, Y) :- X #= Y.
compared_as(>, X, Y) :- X #> Y.
% Tasks task(Start, Duration, End, Use, _): where one starts, those that run then use no more than there is.
cumulative(Tasks) :- cumulative(Tasks, [limit(1)]).
cumulative(Tasks, Os) :- ( memberchk(limit(L), Os) -> true ; L = 1 ), foreach_task(Tasks), each_start(Tasks, Tasks, L).
foreach_task([]).
foreach_task([task(S, D, E, C, _)|Ts]) :- D #>= 0, C #>= 0, E #= S + D, foreach_task(Ts).
each_start([], _, _).
each_start([task(S, _, _, _, _)|Ts], All, L) :- uses(All, S, Us), sum(Us, #=<, L), each_start(Ts, All, L).
uses([], _, []).
uses([task(S, _, E, C, _)|Ts], At, [U|Us]) :- truth_of((S #=< At) #/\ (At #< E), B), U #= B * C, uses(Ts, At, Us).
transpose(Rows, Columns) :- '$must_be'(list(list), Rows), columns(Rows, Columns).
columns([], []).
columns([R|Rs], Cs) :- columns(R, [R|Rs], Cs).
columns([], _, []).
columns([_|Xs], Rows, [C|Cs]) :- maplist([[Y|Ys], Y, Ys]>>true, Rows, C, Rest), columns(Xs, Rest, Cs).

% Search.
label(Xs) :- labeling([], Xs).
indomain(X) :- label([X]).
labeling(Os, Xs) :- '$must_be'(list, Os), '$must_be'(list, Xs), options(Os, leftmost, S, up, V, step, B, [], Goals), all_finite(Xs), ( Goals == [] -> search(Xs, S, V, B) ; reverse(Goals, Gs), optimal(Gs, Xs, S, V, B) ).
all_finite([]).
all_finite([X|Xs]) :- ( integer(X) -> true ; var(X) -> domain_of(X, Is), ( finite(Is) -> true ; throw(error(instantiation_error, context(labeling/2, _))) ) ; throw(error(type_error(integer, X), context(labeling/2, _))) ), all_finite(Xs).
options([], S, S, V, V, B, B, Gs, Gs).
options([O|Os], S0, S, V0, V, B0, B, Gs0, Gs) :- ( var(O) -> throw(error(instantiation_error, context(labeling/2, _))) ; true ),
    ( memberchk(O, [leftmost, ff, ffc, min, max]) -> options(Os, O, S, V0, V, B0, B, Gs0, Gs)
    ; memberchk(O, [up, down]) -> options(Os, S0, S, O, V, B0, B, Gs0, Gs)
    ; memberchk(O, [step, enum, bisect]) -> options(Os, S0, S, V0, V, O, B, Gs0, Gs)
    ; ( O = min(_) ; O = max(_) ) -> options(Os, S0, S, V0, V, B0, B, [O|Gs0], Gs)
    ; throw(error(domain_error(labeling_option, O), context(labeling/2, _))) ).
search(Xs0, S, V, B) :- include(var, Xs0, Xs), ( Xs == [] -> true ; chosen(S, Xs, X, Rest), branch(B, V, X, Rest, S) ).
branch(enum, V, X, Rest, S) :- !, domain_of(X, Is), domain_values(Is, Ns0), ( V == up -> Ns = Ns0 ; reverse(Ns0, Ns) ), member(X, Ns), search(Rest, S, V, enum).
branch(step, V, X, Rest, S) :- !, bounds(X, L, H), ( V == up -> N = L ; N = H ), ( X = N, search(Rest, S, V, step) ; exclude_value(X, N), search([X|Rest], S, V, step) ).
branch(bisect, V, X, Rest, S) :- bounds(X, L, H), M is (L + H) div 2, M1 is M + 1, ( V == up -> ( bounded(X, inf, M) ; bounded(X, M1, sup) ) ; ( bounded(X, M1, sup) ; bounded(X, inf, M) ) ), search([X|Rest], S, V, bisect).
chosen(leftmost, [X|Xs], X, Xs) :- !.
chosen(S, [X|Xs], Y, Rest) :- rank(S, X, K), best(Xs, S, X, K, Y), rest([X|Xs], Y, Rest).
best([], _, Y, _, Y).
best([X|Xs], S, Y0, K0, Y) :- rank(S, X, K), ( K @< K0 -> best(Xs, S, X, K, Y) ; best(Xs, S, Y0, K0, Y) ).
rest([X|Xs], Y, Rest) :- ( X == Y -> Rest = Xs ; Rest = [X|Rest1], rest(Xs, Y, Rest1) ).
rank(ff, X, N) :- fd_size(X, N).
rank(ffc, X, N-D) :- fd_size(X, N), fd_degree(X, D0), D is -D0.
rank(min, X, L) :- bounds(X, L, _).
rank(max, X, K) :- bounds(X, _, H), K is -H.
% The best solution is looked for with a bound that each one found makes tighter; the next ones follow on backtracking.
optimal([G|Gs], Xs, S, V, B) :- G =.. [Way, E], value_of(E, O), ( Gs == [] -> Goal = clpfd:search(Xs, S, V, B) ; Goal = clpfd:optimal(Gs, Xs, S, V, B) ), best_first(Way, O, Xs, S, V, B, Goal).
best_first(Way, O, Xs, S, V, B, Goal) :-
    objective(Way, O, Xs, S, V, B, N0), improved(Way, O, Xs, S, V, B, N0, N),
    ( O = N, call(Goal) ; ( Way == min -> O #> N ; O #< N ), best_first(Way, O, Xs, S, V, B, Goal) ).
objective(Way, O, Xs, S, V, B, N) :- findall(N0, ( once(search(Xs, S, V, B)), bounds(O, L, H), ( Way == min -> N0 = L ; N0 = H ), integer(N0) ), [N]).
improved(Way, O, Xs, S, V, B, N0, N) :- ( findall(N1, ( ( Way == min -> O #< N0 ; O #> N0 ), objective(Way, O, Xs, S, V, B, N1) ), [N1]) -> improved(Way, O, Xs, S, V, B, N1, N) ; N = N0 ).

% What is known of a variable.
fd_var(X) :- get_attr(X, clpfd, _).
fd_dom(X, D) :- checked(X), domain_of(X, Is), ( Is = [N-M], N == M -> D = N..N ; domain_term(Is, D) ).
fd_inf(X, L) :- checked(X), bounds(X, L, _).
fd_sup(X, H) :- checked(X), bounds(X, _, H).
fd_size(X, N) :- checked(X), domain_of(X, Is), domain_size(Is, N).
fd_degree(X, N) :- checked(X), ( integer(X) -> N = 0 ; fd_get(X, _, Ps), aggregate_all(count, ( member(p(S, _), Ps), S \== dead ), N) ).
checked(X) :- ( var(X) -> true ; integer(X) -> true ; throw(error(type_error(integer, X), _)) ).

% Residual goals: the domain, and each constraint with the first of its variables.
attribute_goals(X, Gs0, Gs) :- fd_get(X, Is, Ps), ( Is == [inf-sup] -> Gs0 = Gs1 ; domain_term(Is, D), Gs0 = [clpfd:(X in D)|Gs1] ), reverse(Ps, Qs), constraint_goals(Qs, X, Gs1, Gs).
constraint_goals([], _, Gs, Gs).
constraint_goals([p(S, C)|Ps], X, Gs0, Gs) :- ( S \== dead, term_variables(C, [Y|_]), Y == X, shown(C, G) -> Gs0 = [clpfd:G|Gs1] ; Gs0 = Gs1 ), constraint_goals(Ps, X, Gs1, Gs).
shown(linear(Op, Cs, Vs, C), G) :- linear_goal(Op, Cs, Vs, C, G).
shown(times(X, Y, Z), X * Y #= Z).
shown(square(X, Z), X ^ 2 #= Z).
shown(abs(X, Z), Z #= abs(X)).
shown(C, E #= Z) :- C =.. [F, X, Y, Z], binary(F), E =.. [F, X, Y].
shown(different(Xs), all_different(Xs)).
shown(reified(B, Op, Cs, Vs, C), B #<==> G) :- linear_goal(Op, Cs, Vs, C, G).
shown(member(B, X, Is), B #<==> (X in D)) :- domain_term(Is, D).
shown(boolean(F, X, Y, B), B #<==> G) :- memberchk(F-N, [and-(#/\), or-(#\/), xor-(#\), equal-(#<==>), implies-(#==>)]), G =.. [N, X, Y].
shown(element(I, Xs, V), element(I, Xs, V)).
shown(tuple(Xs, Rows), tuples_in([Xs], Rows)).
shown(no_loop(Xs), circuit(Xs)).
linear_goal(Op, Cs0, Vs0, C0, G) :- unbound_part(Cs0, Vs0, C0, Cs, Vs, C), sides(Cs, Vs, 0, L0, 0, R0), ( C > 0 -> plus_term(R0, C, R), L = L0 ; C < 0 -> D is -C, plus_term(L0, D, L), R = R0 ; L = L0, R = R0 ), atom_concat(#, Op, N), G =.. [N, L, R].
sides([], [], L, L, R, R).
sides([A|As], [X|Xs], L0, L, R0, R) :- ( A > 0 -> coefficient(A, X, T), plus_term(L0, T, L1), R1 = R0 ; B is -A, coefficient(B, X, T), plus_term(R0, T, R1), L1 = L0 ), sides(As, Xs, L1, L, R1, R).
coefficient(A, X, T) :- ( A =:= 1 -> T = X ; T = A * X ).
plus_term(S, T, U) :- ( S == 0 -> U = T ; U = S + T ).
