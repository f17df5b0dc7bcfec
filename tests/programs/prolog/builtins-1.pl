% Builtins of the standard and libraries: each line is a goal and what it gives.
% expect: 140 checks
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

c("functor(foo(a), N, A)", "'N'=foo, 'A'=1").
c("functor(foo, N, A)", "'N'=foo, 'A'=0").
c("functor(1, N, A)", "'N'=1, 'A'=0").
c("functor(1.5, N, A)", "'N'=1.5, 'A'=0").
c("functor(\"s\", N, A)", "'N'=\"s\", 'A'=0").
c("functor([a], N, A)", "'N'='[|]', 'A'=2").
c("functor([], N, A)", "'N'=[], 'A'=0").
c("functor(T, foo, 3)", "'T'=foo(A,B,C)").
c("functor(T, foo, 0)", "'T'=foo").
c("functor(T, 1, 0)", "'T'=1").
c("functor(T, N, A)", "instantiation_error").
c("functor(T, N, 3)", "instantiation_error").
c("functor(T, foo, A)", "instantiation_error").
c("functor(T, foo, -1)", "domain_error(not_less_than_zero,-1)").
c("functor(T, foo, a)", "type_error(integer,a)").
c("functor(T, 1, 1)", "type_error(atom,1)").
c("functor(T, 1.5, 1)", "type_error(atom,1.5)").
c("functor(T, foo(a), 1)", "type_error(atomic,foo(a))").
c("functor(T, foo(a), 0)", "type_error(atomic,foo(a))").
c("functor(T, foo, 1.0)", "type_error(integer,1.0)").
c("functor(f(X), f, 2)", "false").
c("functor(T, foo, 100000000000000000000)", "representation_error(max_arity)").
c("arg(1, f(a,b), X)", "'X'=a").
c("arg(N, f(a,b), X)", "'N'=1, 'X'=a; 'N'=2, 'X'=b").
c("arg(0, f(a), X)", "false").
c("arg(3, f(a), X)", "false").
c("arg(-1, f(a), X)", "domain_error(not_less_than_zero,-1)").
c("arg(x, f(a), X)", "type_error(integer,x)").
c("arg(1, a, X)", "type_error(compound,a)").
c("arg(1, X, Y)", "instantiation_error").
c("arg(1, 3, X)", "type_error(compound,3)").
c("arg(1.0, f(a), X)", "type_error(integer,1.0)").
c("arg(N, f(a,b), b)", "'N'=2").
c("arg(100000000000000000000, f(a), X)", "false").
c("X =.. [foo, a]", "'X'=foo(a)").
c("foo(a,b) =.. L", "'L'=[foo,a,b]").
c("foo =.. L", "'L'=[foo]").
c("1 =.. L", "'L'=[1]").
c("X =.. [1]", "'X'=1").
c("X =.. [1.5]", "'X'=1.5").
c("X =.. [foo]", "'X'=foo").
c("X =.. [foo|Y]", "instantiation_error").
c("X =.. [Y, a]", "instantiation_error").
c("X =.. [1, a]", "type_error(atom,1)").
c("X =.. [f(x), a]", "type_error(atom,f(x))").
c("X =.. [f(x)]", "type_error(atomic,f(x))").
c("X =.. []", "domain_error(non_empty_list,[])").
c("X =.. Y", "instantiation_error").
c("X =.. a", "type_error(list,a)").
c("X =.. [a|b]", "type_error(list,[a|b])").
c("f(a) =.. [f|b]", "type_error(list,[f|b])").
c("f(a) =.. [g|L]", "false").
c("copy_term(f(X,Y,X), T)", "'X'=A, 'Y'=B, 'T'=f(C,D,C)").
c("copy_term(a, b)", "false").
c("copy_term(X, 1)", "'X'=A").
c("copy_term(X-Y, A-A)", "'X'=A, 'Y'=B, 'A'=C").
c("unify_with_occurs_check(X, f(Y))", "'X'=f(A), 'Y'=A").
c("f(X, 1) = f(2, Y)", "'X'=2, 'Y'=1").
c("f(X) \\= f(1)", "false").
c("a \\= b", "true").
c("1 = 1.0", "false").
c("X == Y", "false").
c("X == X", "'X'=A").
c("f(X) @< f(Y)", "'X'=A, 'Y'=B").
c("a @< b", "true").
c("1.0 @< 1", "true").
c("1 @< a", "true").
c("a @< \"a\"", "false").
c("f(a) @> a", "true").
c("g(a) @> f(a,b)", "false").
c("compare(X, a, b)", "'X'=(<)").
c("compare(<, a, b)", "true").
c("compare(foo, a, b)", "domain_error(order,foo)").
c("compare(1, a, b)", "type_error(atom,1)").
c("compare(X, f(A), f(B))", "'X'=(<), 'A'=A, 'B'=B").
c("var(X)", "'X'=A").
c("var(a)", "false").
c("nonvar(a)", "true").
c("atom(a)", "true").
c("atom(1)", "false").
c("atom([])", "true").
c("atom(\"s\")", "false").
c("atom(f(x))", "false").
c("atomic(\"s\")", "true").
c("atomic(1.5)", "true").
c("compound(f(x))", "true").
c("compound([a])", "true").
c("compound([])", "false").
c("callable(a)", "true").
c("callable(f(x))", "true").
c("callable(1)", "false").
c("callable([])", "true").
c("number(1r3)", "true").
c("integer(1.0)", "false").
c("float(1.0)", "true").
c("is_list([a])", "true").
c("ground(f(a))", "true").
c("ground(f(X))", "false").
c("term_variables(f(X,Y,X), L)", "'X'=A, 'Y'=B, 'L'=[A,B]").
c("subsumes_term(f(_), f(a))", "true").
c("subsumes_term(f(a), f(_))", "false").
c("subsumes_term(f(X,X), f(a,b))", "false").
c("f(X) =@= f(Y)", "'X'=A, 'Y'=B").
c("f(X,Y) =@= f(Y,X)", "'X'=A, 'Y'=B").
c("f(X,X) =@= f(Y,Z)", "false").
c("f(X) \\=@= g(X)", "'X'=A").
c("term_to_atom(X, 'foo(A,B)')", "'X'=foo(A,B)").
c("call(1)", "type_error(callable,1)").
c("call(X)", "instantiation_error").
c("call((fail, 1))", "type_error(callable,(fail,1))").
c("call((write(a), 1))", "type_error(callable,(write(a),1))").
c("call((1 ; true))", "type_error(callable,(1;true))").
c("call((true, X))", "instantiation_error").
c("call((fail, call(1)))", "false").
c("call((a:-b))", "existence_error(procedure,(:-)/2)").
c("call(foo)", "existence_error(procedure,foo/0)").
c("call(foo, a)", "existence_error(procedure,foo/1)").
c("call(X, a)", "instantiation_error").
c("call(1, a)", "type_error(callable,1)").
c("call(f(x), a)", "existence_error(procedure,f/2)").
c("call((a,b), c)", "existence_error(procedure,(',')/3)").
c("catch(throw(a), X, true)", "'X'=a").
c("catch(throw(f(Y)), f(X), true)", "'Y'=A, 'X'=B").
c("catch(throw(a), b, true)", "ball a").
c("catch(true, X, true)", "'X'=A").
c("throw(X)", "instantiation_error").
c("throw(foo)", "ball foo").
c("\\+ fail", "true").
c("\\+ X", "instantiation_error").
c("\\+ 1", "type_error(callable,1)").
c("\\+ (fail, 1)", "type_error(callable,(fail,1))").
c("once(member(X, [a,b]))", "'X'=a").
c("once(X)", "instantiation_error").
c("once(3)", "type_error(callable,3)").
c("ignore(fail)", "true").
c("forall(member(X, [1,2]), X > 0)", "'X'=A").
c("forall(X, true)", "instantiation_error").
c("(true -> X = 1 ; X = 2)", "'X'=1").
c("(fail -> X = 1 ; X = 2)", "'X'=2").
c("(fail -> X = 1)", "false").
