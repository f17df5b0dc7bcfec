% Terms: each line is a goal and what it writes, its solutions (at most six) or its error.
% expect: 144 checks
:- include('../../libraries/prolog/goals').

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
