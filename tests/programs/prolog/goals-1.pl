% Control and all solutions: each line is a goal and what it writes, its solutions (at most six) or its error.
% expect: 142 checks
:- include('../../libraries/prolog/goals').

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
c("catch(throw(_),X,true)", "X=error(instantiation_error,context(system:throw/1,A))").
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
c("bagof(X,4:true,L)", "type_error(atom,4)").
c("bagof(X,G,L)", "instantiation_error").
c("bagof(X,true,[A|1])", "type_error(list,[A|1])").
c("bagof(X,mem(X,[Y,Z]),L)", "X=A, Y=B, Z=C, L=[B,C]").
c("bagof(X-Z,Y^mem(X-Y-Z,[1-2-3,4-5-6]),L)", "X=A, Z=B, Y=C, L=[1-3,4-6]").
c("setof(X,(X=1;X=2),L)", "X=A, L=[1,2]").
c("setof(X,(X=2;X=1),L)", "X=A, L=[1,2]").
c("setof(X,(X=2;X=2),L)", "X=A, L=[2]").
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
