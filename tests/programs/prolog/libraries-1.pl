% Libraries: each line is a goal and what it gives.
% expect: 116 checks
:- initialization(main).
main :- nb_setval(checks, 0), c(Goal, Expected), nb_getval(checks, N0), N is N0 + 1, nb_setval(checks, N), check(Goal, Expected), fail.
main :- nb_getval(checks, N), format("~d checks~n", [N]).
check(Goal, Expected) :- with_output_to(string(Result), run(Goal)), ( Result == Expected -> true ; format("~s~n    gives ~s~n    not   ~s~n", [Goal, Result, Expected]) ).
% The output of a goal, then its solutions (at most six) or its error.
run(Text) :- catch(( term_to_goal(Text, Goal, Names), findall(Names, limit(6, Goal), Solutions) ), Ball, true), show(Ball, Solutions).
term_to_goal(Text, Goal, Names) :- atom_to_term(Text, Goal, Names).
show(Ball, _) :- nonvar(Ball), !, ( Ball = error(Error, _) -> writeq(Error) ; write('ball '), writeq(Ball) ).
show(_, []) :- write(false).
show(_, [S|Ss]) :- show_solution(S), show_rest(Ss).
show_rest([]).
show_rest([S|Ss]) :- write('; '), show_solution(S), show_rest(Ss).
show_solution([]) :- write(true).
show_solution([B|Bs]) :- numbervars([B|Bs], 0, _), show_bindings([B|Bs]).
show_bindings([B]) :- !, print(B).
show_bindings([B|Bs]) :- print(B), write(', '), show_bindings(Bs).

c("list_to_assoc([a-1,b-2,c-3], A), assoc_to_list(A, L)", "'A'=t(b,2,-,t(a,1,-,t,t),t(c,3,-,t,t)), 'L'=[a-1,b-2,c-3]").
c("list_to_assoc([a-1,a-2], A)", "domain_error(unique_key_pairs,[a-1,a-2])").
c("list_to_assoc([a-1,b-2,c-3,d-4], A)", "'A'=t(c,3,<,t(b,2,<,t(a,1,-,t,t),t),t(d,4,-,t,t))").
c("empty_assoc(A), put_assoc(a, A, 1, B), put_assoc(b, B, 2, C)", "'A'=t, 'B'=t(a,1,-,t,t), 'C'=t(a,1,>,t,t(b,2,-,t,t))").
c("catch(max_assoc(_, _, _), error(existence_error(matching_rule, assoc:max_assoc(_, _, _)), _), true)", "true").
c("catch(min_assoc(_, _, _), error(existence_error(matching_rule, assoc:min_assoc(_, _, _)), _), true)", "true").
c("catch(put_assoc(a, _, 1, _), error(existence_error(matching_rule, assoc:insert(_, a, 1, _, _)), _), true)", "true").
c("get_assoc(a, _, _)", "instantiation_error").
c("list_to_assoc([a|b], A)", "type_error(pair,a)").
c("list_to_assoc(X, A)", "instantiation_error").
c("list_to_assoc([a], A)", "type_error(pair,a)").
c("empty_assoc(A), put_assoc(k, A, v, B), get_assoc(k, B, V)", "'A'=t, 'B'=t(k,v,-,t,t), 'V'=v").
c("empty_assoc(A), get_assoc(k, A, V)", "false").
c("findall(K-V, (between(1, 100, I), K is I * 7 mod 101, V = I), Ps), list_to_assoc(Ps, A), assoc_to_keys(A, Ks), length(Ks, N), max_assoc(A, MK, _), min_assoc(A, NK, _), Ps = [_|_], Ks = [F|_], fail", "false").
c("findall(K-I, (between(1, 100, I), K is I * 7 mod 101), Ps), list_to_assoc(Ps, A), max_assoc(A, MK, MV), min_assoc(A, NK, NV), assoc_to_keys(A, Ks), sort(Ks, Ks), length(Ks, N), Ps = [_|_], Ks = [_|_], A = t(_,_,_,_,_), write(MK-MV-NK-NV-N), fail", "100-72-1-29-100false").
c("numlist(1, 50, Ns), findall(N-N, member(N, Ns), Ps), list_to_assoc(Ps, A0), foldl([K,B0,B]>>del_assoc(K, B0, _, B), [1,50,25,26,24,10,40], A0, A), assoc_to_keys(A, Ks), length(Ks, Len), write(Len), write(Ks), fail", "43[2,3,4,5,6,7,8,9,11,12,13,14,15,16,17,18,19,20,21,22,23,27,28,29,30,31,32,33,34,35,36,37,38,39,41,42,43,44,45,46,47,48,49]false").
c("list_to_assoc([a-1,b-2], A), del_assoc(a, A, V, B), assoc_to_list(B, L), write(V-L), fail", "1-[b-2]false").
c("list_to_assoc([a-1,b-2,c-3], A), del_min_assoc(A, K, V, B), assoc_to_list(B, L), write(K-V-L), fail", "a-1-[b-2,c-3]false").
c("list_to_assoc([a-1,b-2,c-3], A), del_max_assoc(A, K, V, B), assoc_to_list(B, L), write(K-V-L), fail", "c-3-[a-1,b-2]false").
c("list_to_assoc([a-1,b-2], A), gen_assoc(K, A, V), write(K-V), write(' '), fail", "a-1 b-2 false").
c("list_to_assoc([a-1,b-2], A), map_assoc([X,Y]>>(Y is X * 10), A, B), assoc_to_values(B, L), write(L), fail", "[10,20]false").
c("list_to_assoc([a-1], A), map_assoc(integer, A), write(yes), fail", "yesfalse").
c("transpose_pairs([a-2,b-1], L)", "'L'=[1-b,2-a]").
c("list_to_ord_set([b,a,c,a], S)", "'S'=[a,b,c]").
c("ord_union([a,c], [b,c,d], U)", "'U'=[a,b,c,d]").
c("ord_union([[a],[b],[a,c]], U)", "'U'=[a,b,c]").
c("ord_subtract([a,b,c], [b], D)", "'D'=[a,c]").
c("ord_memberchk(a, [a,b])", "true").
c("ord_memberchk(c, [a,b])", "false").
c("ord_insert([a,c], b, S)", "'S'=[a,b,c]").
c("ord_add_element([a,c], c, S)", "'S'=[a,c]").
c("ord_del_element([a,b,c], b, S)", "'S'=[a,c]").
c("ord_intersection([a,b,c],[b,c,d],I)", "'I'=[b,c]").
c("ord_intersection([[a,b],[b,c]],I)", "'I'=[b]").
c("ord_disjoint([a],[b])", "true").
c("ord_disjoint([a],[a])", "false").
c("ord_subset([a],[a,b])", "true").
c("ord_subset([c],[a,b])", "false").
c("ord_seteq([a],[a])", "true").
c("ord_symdiff([a,b],[b,c],D)", "'D'=[a,c]").
c("is_ordset([a,b])", "true").
c("is_ordset([b,a])", "false").
c("ord_empty(S)", "'S'=[]").
c("ord_selectchk(b, [a,b,c], R)", "'R'=[a,c]").
c("ord_product([a,b],[1,2],P)", "'P'=[a-1,a-2,b-1,b-2]").
c("ord_union([a],[b],U,N)", "'U'=[a,b], 'N'=[b]").
c("option(a(X), [a(1),b(2)])", "'X'=1").
c("option(b(X), [a=1,b=2])", "'X'=2").
c("option(c(X), [a(1)])", "false").
c("option(c(X), [a(1)], none)", "'X'=none").
c("select_option(a(X), [b(2),a(1)], R)", "'X'=1, 'R'=[b(2)]").
c("select_option(z(X), [b(2)], R, dflt)", "'X'=dflt, 'R'=[b(2)]").
c("select_option(z(X), [b(2)], R)", "false").
c("merge_options([a(1)], [a(2),b(3)], M)", "'M'=[a(1),b(3)]").
c("vertices_edges_to_ugraph([a], [b-c,b-a], G)", "'G'=[a-[],b-[a,c],c-[]]").
c("vertices([a-[b],b-[]], V)", "'V'=[a,b]").
c("edges([a-[b,c],b-[],c-[]], E)", "'E'=[a-b,a-c]").
c("add_edges([a-[],b-[]], [a-b], G)", "'G'=[a-[b],b-[]]").
c("del_edges([a-[b],b-[]], [a-b], G)", "'G'=[a-[],b-[]]").
c("add_vertices([a-[]], [b], G)", "'G'=[a-[],b-[]]").
c("del_vertices([a-[b],b-[]], [b], G)", "'G'=[a-[]]").
c("neighbours(a, [a-[b,c]], N)", "'N'=[b,c]").
c("top_sort([a-[b],b-[c],c-[]], T)", "'T'=[a,b,c]").
c("top_sort([a-[b],b-[a]], T)", "false").
c("transitive_closure([a-[b],b-[c],c-[]], C)", "'C'=[a-[b,c],b-[c],c-[]]").
c("reachable(a, [a-[b],b-[c],c-[],d-[]], R)", "'R'=[a,b,c]").
c("transpose_ugraph([a-[b],b-[]], T)", "'T'=[a-[],b-[a]]").
c("compose([a-[b],b-[]],[b-[c],c-[]],G)", "'G'=[a-[c],b-[],c-[]]").
c("aggregate_all(count, member(_, [a,b]), C)", "'C'=2").
c("aggregate_all(count, fail, C)", "'C'=0").
c("aggregate_all(sum(X), member(X, [1,2,3.5]), S)", "'X'=A, 'S'=6.5").
c("aggregate_all(max(X), member(X, [3,1,2]), M)", "'X'=A, 'M'=3").
c("aggregate_all(min(X), member(X, [3,1,2]), M)", "'X'=A, 'M'=1").
c("aggregate_all(max(X, Y), member(X-Y, [1-a,3-b,2-c]), M)", "'X'=A, 'Y'=B, 'M'=max(3,b)").
c("aggregate_all(min(X, Y), member(X-Y, [1-a,3-b,2-c]), M)", "'X'=A, 'Y'=B, 'M'=min(1,a)").
c("aggregate_all(bag(X), member(X, [c,a,b,a]), L)", "'X'=A, 'L'=[c,a,b,a]").
c("aggregate_all(set(X), member(X, [c,a,b,a]), L)", "'X'=A, 'L'=[a,b,c]").
c("aggregate_all(max(X), fail, M)", "false").
c("aggregate(count, X^member(X, [a,b]), C)", "'X'=A, 'C'=2").
c("aggregate(sum(X), member(X-Y, [1-a,2-b,3-a]), S)", "'X'=A, 'Y'=a, 'S'=4; 'X'=A, 'Y'=b, 'S'=2").
c("aggregate(r(count,max(X)), member(X, [1,5,2]), R)", "'X'=A, 'R'=r(3,5)").
c("foreach(between(1,3,X), X > 0)", "'X'=A").
c("phrase(integer(X), `42`, R)", "'X'=42, 'R'=[]").
c("phrase(integer(X), `-7abc`, R), atom_codes(A, R)", "'X'= -7, 'R'=[97,98,99], 'A'=abc").
c("phrase(number(X), `3.25e2`, [])", "'X'=325.0").
c("phrase(number(X), `12`, [])", "'X'=12").
c("phrase(float(X), `12`, [])", "'X'=12.0").
c("phrase((whites, nonblanks(C), blanks), `  ab  `, []), atom_codes(A, C)", "'C'=[97,98], 'A'=ab").
c("phrase(string_without(`,`, C), `ab,c`, R), atom_codes(A, C), atom_codes(B, R)", "'C'=[97,98], 'R'=[44,99], 'A'=ab, 'B'=',c'").
c("phrase((string(S), \",\", remainder(R)), `a,b,c`), atom_codes(A, S), atom_codes(B, R)", "'S'=[97], 'R'=[98,44,99], 'A'=a, 'B'='b,c'; 'S'=[97,44,98], 'R'=[99], 'A'='a,b', 'B'=c").
c("phrase(digits(D), `123a`, R), atom_codes(A, D)", "'D'=[49,50,51], 'R'=[97], 'A'='123'").
c("phrase(xinteger(X), `ff`, [])", "'X'=255").
c("phrase(eos, [])", "true").
c("phrase(eos, `a`)", "false").
c("phrase(blanks_to_nl, `  \\n`, R)", "'R'=[]").
c("phrase(sequence(digit, L), `12`, [])", "'L'=[49,50]").
c("phrase(sequence(integer, \",\", L), `1,22,3`, [])", "'L'=[1,22,3]").
c("phrase(sequence(\"[\", integer, \",\", \"]\", L), `[1,2]`, [])", "'L'=[1,2]").
c("phrase(csyms, `abc_1`, R)", "'R'=[]").
c("phrase(prolog_symbol(S), `:-`, [])", "'S'=(:-)").
c("phrase(integer(42), L), atom_codes(A, L)", "'L'=[52,50], 'A'='42'").
c("phrase(xinteger(255), L), atom_codes(A, L)", "'L'=[102,102], 'A'=ff").
c("gensym(g, A), gensym(g, B)", "'A'=g1, 'B'=g2").
c("reset_gensym(g2), gensym(g2, A)", "'A'=g21").
c("maplist([X]>>(X > 0), [1,2])", "'X'=A").
c("maplist([X,Y]>>(Y is X * 2), [1,2,3], L)", "'X'=A, 'Y'=B, 'L'=[2,4,6]").
c("N = 10, maplist({N}/[X,Y]>>(Y is X + N), [1,2], L)", "'N'=10, 'X'=A, 'Y'=B, 'L'=[11,12]").
c("maplist([X-Y,Y-X]>>true, [1-a], L)", "'X'=A, 'Y'=B, 'L'=[a-1]").
c("foldl([X,A0,A]>>(A is A0 + X), [1,2,3], 0, S)", "'X'=A, 'A0'=B, 'A'=C, 'S'=6").
c("maplist([_]>>fail, [])", "true").
c("convlist([X,Y]>>(X > 1, Y is X * X), [1,2,3], L)", "'X'=A, 'Y'=B, 'L'=[4,9]").
c("foldl([X,Y,A0,A]>>(A is A0 + X * Y), [1,2], [3,4], 0, S)", "'X'=A, 'Y'=B, 'A0'=C, 'A'=D, 'S'=11").
c("partition([X,C]>>compare(C, X, 2), [1,2,3], L, E, G)", "'X'=A, 'C'=B, 'L'=[1], 'E'=[2], 'G'=[3]").
c("partition([C,X]>>compare(C, X, 2), [1,2,3], L, E, G)", "type_error(atom,1)").
c("maplist([A,B,C,D,E]>>(E = f(A,B,C,D)), [1],[2],[3],[4],L)", "'A'=A, 'B'=B, 'C'=C, 'D'=D, 'E'=E, 'L'=[f(1,2,3,4)]").
c("nextto(X, Y, [1,2,3])", "'X'=1, 'Y'=2; 'X'=2, 'Y'=3").
