% Control and all solutions, terms, arithmetic: each line is a goal and what it writes, its solutions (at most six) or its error.
% expect: 310 checks
:- initialization(main).
:- dynamic foo/2, bar/1.
bar(1). bar(2). bar(3).
foo(1,a). foo(2,b) :- bar(2).
stat(1). stat(2).
a(1,f(_)). a(2,f(_)).
b(1,1). b(1,1). b(1,2). b(2,1). b(2,2). b(2,2).
mem(X,[X|_]). mem(X,[_|T]) :- mem(X,T).
twice(!) :- write('C '). twice(true) :- write('Moss ').
goal((twice(_),!)). goal(write('Three ')).
main :- nb_setval(checks, 0), c(Goal, Expected), nb_getval(checks, N0), N is N0 + 1, nb_setval(checks, N), check(Goal, Expected), fail.
main :- nb_getval(checks, N), format("~d checks~n", [N]).
check(Goal, Expected) :- with_output_to(string(Result), run(Goal)), ( Result == Expected -> true ; format("~s~n    gives ~s~n    not   ~s~n", [Goal, Result, Expected]) ).
run(Text) :- catch(( atom_to_term(Text, Goal, Names), findall(Names, limit(6, Goal), Solutions) ), Ball, true), show(Ball, Solutions).
show(Ball, _) :- nonvar(Ball), !, ( Ball = error(syntax_error(_), _) -> write('syntax error') ; Ball = error(Error, _) -> numbervars(Error, 0, _), writeq(Error) ; write('ball '), writeq(Ball) ).
show(_, []) :- write(false).
show(_, [S|Ss]) :- solution(S), rest(Ss).
rest([]).
rest([S|Ss]) :- write('; '), solution(S), rest(Ss).
solution([]) :- write(true).
solution([B|Bs]) :- numbervars([B|Bs], 0, _), bindings([B|Bs]).
bindings([B]) :- !, binding(B).
bindings([B|Bs]) :- binding(B), write(', '), bindings(Bs).
binding(N=V) :- write(N), write(=), writeq(V).

c("call(!)", "true").
c("call(fail)", "false").
c("call((fail,X))", "false").
c("call((fail,call(1)))", "false").
c("call((write(3),X))", "3instantiation_error").
c("call((write(3),call(1)))", "3type_error(callable,1)").
c("call(X)", "instantiation_error").
c("call(1)", "type_error(callable,1)").
c("call((fail,1))", "type_error(callable,(fail,1))").
c("call((write(3),1))", "type_error(callable,(write(3),1))").
c("call((1;true))", "type_error(callable,(1;true))").
c("call((true;1))", "type_error(callable,(true;1))").
c("call((1->true;true))", "type_error(callable,(1->true;true))").
c("call((fail->1))", "type_error(callable,(fail->1))").
c("call((foo:-bar))", "existence_error(procedure,(:-)/2)").
c("call((a,X,1))", "type_error(callable,(a,A,1))").
c("X = 1, (X = 2 ; X = 1)", "X=1").
c("(twice(X), call(true))", "C Moss X=!; X=true").
c("goal(X), call(X), write('Forest ')", "C Forest Three Forest X=twice(!),!; X=write('Three ')").
c("\\+ \\+ (X = 1)", "X=A").
c("\\+ (!)", "false").
c("\\+ X", "instantiation_error").
c("\\+ 1", "type_error(callable,1)").
c("\\+ (fail,1)", "type_error(callable,(fail,1))").
c("\\+ (fail,X)", "X=A").
c("((X=1;X=2),!)", "X=1").
c("(!;true)", "true").
c("(true->X=1;X=2)", "X=1").
c("(fail->X=1;X=2)", "X=2").
c("((X=1;X=2)->true;true)", "X=1").
c("(fail->true)", "false").
c("(true->fail;true)", "false").
c("((X=1,!;X=2);X=3)", "X=1").
c("(\\+ !, true ; X = 1)", "X=1").
c("(call(!),X=1;X=2)", "X=1; X=2").
c("((!,fail;true)->X=1;X=2)", "X=2").
c("(true->(!;X=1);X=2)", "X=A").
c("catch(throw(a),X,true)", "X=a").
c("catch(throw(_),X,true)", "X=error(instantiation_error,A)").
c("catch(throw(f(X,Y,X)),Z,true)", "X=A, Y=B, Z=f(C,D,C)").
c("catch(X,E,true)", "X=A, E=error(instantiation_error,B)").
c("catch(1,E,true)", "E=error(type_error(callable,1),A)").
c("catch(fail,E,true)", "false").
c("catch(true,E,true)", "E=A").
c("catch((X=1,throw(x)),x,true)", "X=A").
c("catch(number_codes(X,\"1a1\"),error(syntax_error(_),_),fail)", "false").
c("catch((mem(X,[1,2,3]),!),_,true)", "X=1").
c("throw(X)", "instantiation_error").
c("throw(a)", "ball a").
c("findall(X,(X=1;X=2),L)", "X=A, L=[1,2]").
c("findall(X+Y,(X=1;X=2),L)", "X=A, Y=B, L=[1+C,2+D]").
c("findall(X,fail,L)", "X=A, L=[]").
c("findall(X,(X=1;X=1),L)", "X=A, L=[1,1]").
c("findall(X,G,L)", "instantiation_error").
c("findall(X,4,L)", "type_error(callable,4)").
c("findall(X,(X=1),[A|1])", "type_error(list,[A|1])").
c("findall(X,(X=1),foo)", "type_error(list,foo)").
c("findall(X,(X=1),[A|B])", "X=A, A=1, B=[]").
c("findall(X,X=1,L,T)", "X=A, L=[1|B], T=B").
c("bagof(X,(X=1;X=2),L)", "X=A, L=[1,2]").
c("bagof(X,(X=1;X=2),X)", "X=[1,2]").
c("bagof(X,(X=Y;X=Z),L)", "X=A, Y=B, Z=C, L=[B,C]").
c("bagof(X,fail,L)", "false").
c("bagof(1,(Y=1;Y=2),L)", "Y=1, L=[1]; Y=2, L=[1]").
c("bagof(f(X,Y),(X=a;Y=b),L)", "X=A, Y=B, L=[f(a,C),f(D,b)]").
c("bagof(X,Y^((X=1,Y=1);(X=2,Y=2)),L)", "X=A, Y=B, L=[1,2]").
c("bagof(X,Y^((X=1;Y=1);(X=2,Y=2)),L)", "X=A, Y=B, L=[1,C,2]").
c("bagof(X,(Y^(X=1;Y=1);X=3),L)", "X=A, Y=B, L=[1,3]; X=A, Y=1, L=[B]").
c("bagof(X,(X=Y;X=Z;Y=1),L)", "X=A, Y=B, Z=C, L=[B,C]; X=A, Y=1, Z=B, L=[C]").
c("bagof(X,a(X,Y),L)", "X=A, Y=f(B), L=[1,2]").
c("bagof(X,b(X,Y),L)", "X=A, Y=1, L=[1,1,2]; X=A, Y=2, L=[1,2,2]").
c("bagof(X,Y^b(X,Y),L)", "X=A, Y=B, L=[1,1,1,2,2,2]").
c("bagof(X,Y^Z,L)", "instantiation_error").
c("bagof(X,1,L)", "type_error(callable,1)").
c("bagof(X,4:true,L)", "X=A, L=[B]").
c("bagof(X,G,L)", "instantiation_error").
c("bagof(X,true,[A|1])", "type_error(list,[A|1])").
c("bagof(X,mem(X,[Y,Z]),L)", "X=A, Y=B, Z=C, L=[B,C]").
c("bagof(X-Z,Y^mem(X-Y-Z,[1-2-3,4-5-6]),L)", "X=A, Z=B, Y=C, L=[1-3,4-6]").
c("setof(X,(X=1;X=2),L)", "X=A, L=[1,2]").
c("setof(X,(X=2;X=1),L)", "X=A, L=[1,2]").
c("setof(X,(X=2;X=2),L)", "X=A, L=[2]").
c("setof(X,mem(X,[V,U,f(U),f(V)]),L)", "X=A, V=B, U=C, L=[B,C,f(B),f(C)]").
c("setof(X,mem(X,[f(U,b),f(V,c)]),L)", "X=A, U=B, V=C, L=[f(B,b),f(C,c)]").
c("setof(X,mem(X,[f(b,U),f(c,V)]),[f(b,a),f(c,a)])", "X=A, U=a, V=a").
c("setof(X,X^(true;4),L)", "type_error(callable,(true;4))").
c("setof(X,1,L)", "type_error(callable,1)").
c("setof(X,fail,L)", "false").
c("setof(f(X,Y),(X=a;Y=b),L)", "X=A, Y=B, L=[f(C,b),f(a,D)]").
c("setof(X,Y^((X=1,Y=1);(X=2,Y=2)),L)", "X=A, Y=B, L=[1,2]").
c("setof(X,b(X,Y),L)", "X=A, Y=1, L=[1,2]; X=A, Y=2, L=[1,2]").
c("setof(X-Xs,setof(Y,b(X,Y),Xs),L)", "X=A, Xs=B, Y=C, L=[1-[1,2],2-[1,2]]").
c("setof(X,(X=1;X=2),[A|foo])", "type_error(list,[A|foo])").
c("setof(X,Y^Z^b(X,Y),L)", "X=A, Y=B, Z=C, L=[1,2]").
c("setof(Y-X,b(X,Y),L)", "Y=A, X=B, L=[1-1,1-2,2-1,2-2]").
c("'='(1,1)", "true").
c("'='(X,1)", "X=1").
c("'='(_,_)", "true").
c("X=Y, X=abc, Y=Z", "X=abc, Y=abc, Z=abc").
c("f(X,def)=f(def,Y)", "X=def, Y=def").
c("1=2", "false").
c("1=1.0", "false").
c("g(X)=f(f(X))", "false").
c("f(X,1)=f(a(X))", "false").
c("unify_with_occurs_check(1,1)", "true").
c("unify_with_occurs_check(X,1)", "X=1").
c("unify_with_occurs_check(f(X,Y,X),f(a(X),a(Y),2))", "false").
c("unify_with_occurs_check(X,a(X))", "false").
c("unify_with_occurs_check(f(A,B,C),f(g(B,B),g(C,C),1))", "A=g(g(1,1),g(1,1)), B=g(1,1), C=1").
c("unify_with_occurs_check(f(X,1),f(a(X),2))", "false").
c("'\\\\='(1,1)", "false").
c("'\\\\='(X,1)", "false").
c("'\\\\='(_,_)", "false").
c("f(X,def) \\= f(def,Y)", "false").
c("1 \\= 2", "true").
c("1 \\= 1.0", "true").
c("g(X) \\= f(f(X))", "X=A").
c("subsumes_term(a,a)", "true").
c("subsumes_term(f(X,Y),f(Z,Z))", "X=A, Y=B, Z=C").
c("subsumes_term(f(Z,Z),f(X,Y))", "false").
c("subsumes_term(g(X),g(f(X)))", "false").
c("subsumes_term(X,f(X))", "false").
c("subsumes_term(X,Y), subsumes_term(Y,f(X))", "X=A, Y=B").
c("var(foo)", "false").
c("var(Foo)", "Foo=A").
c("nonvar(33.3)", "true").
c("nonvar(_)", "false").
c("atom([])", "true").
c("atom('')", "true").
c("atom(f(x))", "false").
c("atom(1)", "false").
c("atomic([])", "true").
c("atomic(X)", "false").
c("integer(3.3)", "false").
c("integer(X)", "false").
c("float(3)", "false").
c("number(3.3)", "true").
c("compound([])", "false").
c("compound([a])", "true").
c("compound(-a)", "true").
c("compound(-1)", "false").
c("callable(a)", "true").
c("callable(f(X))", "X=A").
c("callable(1)", "false").
c("callable(X)", "false").
c("callable((fail,1))", "true").
c("ground(f(a))", "true").
c("ground(X)", "false").
c("is_list([a|X])", "false").
c("is_list([])", "true").
c("is_list(X)", "false").
c("acyclic_term(f(X))", "X=A").
c("X=f(X), acyclic_term(X)", "false").
c("1.0 @< 1", "true").
c("1.0 == 1", "false").
c("1.0 @=< 1", "true").
c("1 @> 1.0", "true").
c("aardvark @=< zebra", "true").
c("short @=< short", "true").
c("short @=< shorter", "true").
c("foo(a,b) @< north(a)", "false").
c("foo(b) @> foo(a)", "true").
c("foo(X,a) @< foo(Y,b)", "X=A, Y=B").
c("X @=< X", "X=A").
c("X == X", "X=A").
c("X @=< Y", "X=A, Y=B").
c("compare(O,1,2)", "O=<").
c("compare(O,2,1.0)", "O=>").
c("compare(O,a,f(a))", "O=<").
c("compare(O,f(a,b),g(a))", "O=>").
c("compare(O,\"a\",a)", "O=<").
c("compare(O,1.0,1)", "O=<").
c("compare(O,1,1.0)", "O=>").
c("compare(O,1.5,1)", "O=>").
c("compare(=,1,1)", "true").
c("compare(<,1,1)", "false").
c("compare(a,1,2)", "domain_error(order,a)").
c("compare(1,1,2)", "type_error(atom,1)").
c("compare(=<,1,2)", "domain_error(order,=<)").
c("compare(O,X,1)", "O=<, X=A").
c("compare(O,f(X),f(X))", "O==, X=A").
c("compare(O,-0.0,0.0)", "O=<").
c("compare(O,9007199254740993,9007199254740992.0)", "O=>").
c("functor(foo(a,b,c),foo,3)", "true").
c("functor(foo(a,b,c),X,Y)", "X=foo, Y=3").
c("functor(X,foo,3)", "X=foo(A,B,C)").
c("functor(X,foo,0)", "X=foo").
c("functor(mats(A,B),A,B)", "A=mats, B=2").
c("functor(foo(a),foo,2)", "false").
c("functor(foo(a),fo,1)", "false").
c("functor(1,X,Y)", "X=1, Y=0").
c("functor(X,1.1,0)", "X=1.1").
c("functor([_|_],N,A)", "N='[|]', A=2").
c("functor([],N,A)", "N=[], A=0").
c("functor(X,Y,3)", "instantiation_error").
c("functor(X,foo,N)", "instantiation_error").
c("functor(X,foo,a)", "type_error(integer,a)").
c("functor(F,1.5,1)", "type_error(atom,1.5)").
c("functor(F,foo(a),1)", "type_error(atomic,foo(a))").
c("functor(F,foo(a),0)", "type_error(atomic,foo(a))").
c("functor(T,foo,-1)", "domain_error(not_less_than_zero,-1)").
c("functor(T,1,1)", "type_error(atom,1)").
c("functor(T,X,0)", "instantiation_error").
c("functor(T,foo,1.0)", "type_error(integer,1.0)").
c("arg(1,foo(a,b),a)", "true").
c("arg(1,foo(a,b),X)", "X=a").
c("arg(1,foo(X,b),a)", "X=a").
c("arg(2,foo(a,f(X,b),c),f(a,Y))", "X=a, Y=b").
c("arg(1,foo(X,b),Y)", "X=A, Y=A").
c("arg(0,foo(a,b),X)", "false").
c("arg(3,foo(3,4),N)", "false").
c("arg(X,foo(a,b),a)", "X=1").
c("arg(1,X,a)", "instantiation_error").
c("arg(0,atom,A)", "type_error(compound,atom)").
c("arg(0,3,A)", "type_error(compound,3)").
c("arg(a,foo(a),A)", "type_error(integer,a)").
c("arg(-3,foo(a),A)", "domain_error(not_less_than_zero,-3)").
c("arg(1.0,foo(a),A)", "type_error(integer,1.0)").
c("foo(a,b)=..[foo,a,b]", "true").
c("X=..[foo,a,b]", "X=foo(a,b)").
c("foo(a,b)=..L", "L=[foo,a,b]").
c("foo(X,b)=..[foo,a,Y]", "X=a, Y=b").
c("1=..[1]", "true").
c("foo(a,b)=..[foo,b,a]", "false").
c("foo=..[foo]", "true").
c("X=..Y", "instantiation_error").
c("X=..[foo|Y]", "instantiation_error").
c("X=..[foo|bar]", "type_error(list,[foo|bar])").
c("X=..[Foo,bar]", "instantiation_error").
c("X=..[3,1]", "type_error(atom,3)").
c("X=..[1.1,foo]", "type_error(atom,1.1)").
c("X=..[a(b),1]", "type_error(atom,a(b))").
c("X=..4", "type_error(list,4)").
c("X=..[]", "domain_error(non_empty_list,[])").
c("X=..[a(b)]", "type_error(atomic,a(b))").
c("X=..[A]", "instantiation_error").
c("X=..[f(a)|Y]", "instantiation_error").
c("f(a)=..[X|1]", "type_error(list,[A|1])").
c("f(a)=..foo", "type_error(list,foo)").
c("X=..[a,b|c]", "type_error(list,[a,b|c])").
c("copy_term(X,Y)", "X=A, Y=B").
c("copy_term(X,3)", "X=A").
c("copy_term(_,a)", "true").
c("copy_term(a+X,X+b)", "X=a").
c("copy_term(_,_)", "true").
c("copy_term(X+X+Y,A+B+B)", "X=A, Y=B, A=C, B=C").
c("copy_term(a,b)", "false").
c("copy_term(a+X,X+b),copy_term(a+X,X+b)", "false").
c("copy_term(f(X,Y,X),Z)", "X=A, Y=B, Z=f(C,D,C)").
c("term_variables(t,Vars)", "Vars=[]").
c("term_variables(f(A,B,C,D),Vars)", "A=A, B=B, C=C, D=D, Vars=[A,B,C,D]").
c("term_variables(f(X,Y,X),Vars)", "X=A, Y=B, Vars=[A,B]").
c("term_variables(X,Vars)", "X=A, Vars=[A]").
c("term_variables(f(X,Y),[a|B])", "X=a, Y=A, B=[A]").
c("term_variables(t,foo)", "type_error(list,foo)").
c("term_variables(t,[x,y|a])", "type_error(list,[x,y|a])").
c("term_variables(f(X,g(Y),Z),L)", "X=A, Y=B, Z=C, L=[A,B,C]").
c("X is 1 + 2", "X=3").
c("X is foo", "type_error(evaluable,foo/0)").
c("X is foo + 1", "type_error(evaluable,foo/0)").
c("X is \"a\"", "X=97").
c("X is a", "type_error(evaluable,a/0)").
c("X is 'pi'", "X=3.141592653589793").
c("X is [1]", "X=1").
c("X is [a]", "type_error(evaluable,a/0)").
c("X is \"ab\"", "type_error(evaluable,\"ab\")").
c("X is []", "type_error(evaluable,[]/0)").
c("X is X", "instantiation_error").
c("3 is 1+2", "true").
c("3.0 is 1+2", "false").
c("foo is 77", "false").
c("X is 77 + N", "instantiation_error").
c("X is 7 // 2", "X=3").
c("X is -7 // 2", "X=-3").
c("X is 7 // -2", "X=-3").
c("X is 7 / 2", "X=3.5").
c("X is 4 / 2", "X=2").
c("X is 7.0 / 2", "X=3.5").
c("X is -7 rem 2", "X=-1").
c("X is -7 mod 2", "X=1").
c("X is 7 mod -2", "X=-1").
c("X is 7 div -2", "X=-4").
c("X is -7 div 2", "X=-4").
c("X is 7 div 0", "evaluation_error(zero_divisor)").
c("X is 7 // 0", "evaluation_error(zero_divisor)").
c("X is 7 / 0", "evaluation_error(zero_divisor)").
c("X is 7 / 0.0", "evaluation_error(zero_divisor)").
c("X is 0 / 0", "evaluation_error(zero_divisor)").
c("X is 0.0 / 0", "evaluation_error(undefined)").
c("X is 0 / 0.0", "evaluation_error(undefined)").
c("X is 7 mod 0", "evaluation_error(zero_divisor)").
c("X is 7 rem 0", "evaluation_error(zero_divisor)").
c("X is 7 mod 2.0", "type_error(integer,2.0)").
c("X is 7.0 // 2", "type_error(integer,7.0)").
c("X is 7.0 div 2", "type_error(integer,7.0)").
c("X is a // 2", "type_error(evaluable,a/0)").
c("X is 7 + a", "type_error(evaluable,a/0)").
c("X is -(1)", "X=-1").
c("X is - 1", "X=-1").
c("X is -(1.5)", "X=-1.5").
c("X is +(1)", "X=1").
c("X is + 1.5", "X=1.5").
c("X is -a", "type_error(evaluable,a/0)").
c("X is abs(-1)", "X=1").
c("X is abs(-1.5)", "X=1.5").
c("X is sign(-3)", "X=-1").
c("X is sign(-3.0)", "X=-1.0").
c("X is sign(0)", "X=0").
c("X is sign(0.0)", "X=0.0").
c("X is sign(-0.0)", "X=0.0").
