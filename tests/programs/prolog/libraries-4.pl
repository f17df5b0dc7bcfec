% Terms, strings of several lines, sets, graphs, sequences of solutions, lambda expressions: each line is a goal and what it writes, its solutions (at most six) or its error.
% expect: 88 checks
:- include('../../libraries/prolog/goals').
:- include('../../libraries/prolog/relations').

c("mapargs(inc,f(1,2),R1)", "R1=f(2,3)").
c("mapsubterms(up,f(a,g(b),1),R1)", "R1=f('A',g('B'),1)").
c("foldsubterms(cnt,f(a,g(b),1),0,R1)", "R1=2").
c("term_size(f(a,b),R1)", "R1=3").
c("term_size(a,R1)", "R1=0").
c("term_factorized(f(g(1),g(1)),R1,R2)", "R1=f(A,A), R2=[A=g(1)]").
c("term_factorized(f(X,h(g(X),1),g(X),h(g(X),1)),R1,R2)", "X=A, R1=f(A,B,C,B), R2=[C=g(A),B=h(C,1)]").
c("term_factorized(f(a,b),R1,R2)", "R1=f(a,b), R2=[]").
c("same_functor(f(a),R1)", "R1=f(A)").
c("same_functor(f(a),R1,R2)", "R1=f(A), R2=1").
c("same_functor(f(a),R1,R2,R3)", "R1=f(A), R2=f, R3=1").
c("subsumes_chk(f(_),f(a))", "true").
c("subsumes(f(_),f(a))", "true").
c("term_subsumer(f(a,b,a),f(c,b,c),R1)", "R1=f(A,b,A)").
c("contains_term(a,f(a))", "true").
c("contains_var(X,f(X))", "X=A").
c("free_of_term(b,f(a))", "true").
c("free_of_var(_,f(R1))", "R1=A").
c("occurrences_of_term(a,f(a,g(a)),R1)", "R1=2").
c("occurrences_of_var(X,f(X,R1,X),R2)", "X=A, R1=B, R2=2").
c("sub_term(_,f(a,g(b)))", "true; true; true; true").
c("sub_term_shared_variables(g(X,Y),f(g(X,Y),X),R1)", "X=A, Y=B, R1=[A]").
c("varnumbers(f('$VAR'(0),'$VAR'(1),'$VAR'(0)),R1)", "R1=f(A,B,A)").
c("varnumbers(f('$VAR'(0),'$VAR'(1)),1,R1)", "R1=f(A,A)").
c("max_var_number(f('$VAR'(3),'$VAR'(1)),0,R1)", "R1=3").
c("varnumbers_names(f('$VAR'(0),'$VAR'('Foo')),R1,R2)", "R1=f(A,B), R2=['A'=A,'Foo'=B]").
c("string_lines(\"a\\nb\\n\",R1)", "R1=[\"a\",\"b\"]").
c("string_lines(\"a\\nb\",R1)", "R1=[\"a\",\"b\"]").
c("string_lines(\"a\\n\\nb\\n\\n\",R1)", "R1=[\"a\",\"\",\"b\",\"\"]").
c("string_lines(\"\",R1)", "R1=[]").
c("string_lines(_,[\"a\",\"b\"])", "true").
c("dedent_lines(\"  a\\n    b\\n  c\",R1,[])", "R1=\"a\\n  b\\nc\"").
c("dedent_lines(\"  a\\n\\n    b\\n\",R1,[])", "R1=\"a\\n\\n  b\\n\"").
c("dedent_lines(\"\\n  a\\n    b\\n  \",R1,[])", "R1=\"\\na\\n  b\\n\"").
c("indent_lines(\"  \",\"a\\nb\\n\",R1)", "R1=\"  a\\n  b\\n\"").
c("indent_lines(\"  \",\"a\\n\\nb\",R1)", "R1=\"  a\\n\\n  b\"").
c("interpolate_string(\"hello {x} and {y}!\",_,[x=world,y=3],[])", "true").
c("interpolate_string(\"a {b c} {x,def} {z}\",_,[z=1],[])", "true").
c("interpolate_string(\"{q}\",_,[z=1],[])", "existence_error(template_var,q)").
c("oset_union([a,c],[b],R1)", "R1=[a,b,c]").
c("oset_int([a,c],[c],R1)", "R1=[c]").
c("oset_diff([a,c],[c],R1)", "R1=[a]").
c("oset_dunion([[a],[b]],R1)", "R1=[a,b]").
c("oset_dint([[a,b],[b]],R1)", "R1=[b]").
c("oset_addel([a,c],b,R1)", "R1=[a,b,c]").
c("oset_delel([a,c],c,R1)", "R1=[a]").
c("oset_power([a,b],R1)", "R1=[[],[a],[a,b],[b]]").
c("oset_is([a,b])", "true").
c("complement([1-[2],2-[],3-[1]],R1)", "R1=[1-[3],2-[1,3],3-[2]]").
c("top_sort([1-[2],2-[],3-[1]],R1)", "R1=[3,1,2]").
c("connect_ugraph([1-[2],2-[],3-[1]],R1,R2)", "R1=0, R2=[0-[1,2,3],1-[2],2-[],3-[1]]").
c("connect_ugraph([a-[b],b-[]],R1,R2)", "R1=0, R2=[0-[a,b],a-[b],b-[]]").
c("transitive_closure([1-[2],2-[3],3-[]],R1)", "R1=[1-[2,3],2-[3],3-[]]").
c("reachable(1,[1-[2],2-[3],3-[]],R1)", "R1=[1,2,3]").
c("compose([1-[2],2-[3]],[2-[4],3-[1]],R1)", "R1=[1-[4],2-[1],3-[]]").
c("limit(2,p(R1,R2))", "R1=1, R2=a; R1=2, R2=b").
c("offset(3,p(R1,R2))", "R1=4, R2=c; R1=2, R2=b").
c("call_nth(p(R1,_),2)", "R1=2").
c("call_nth(p(R1,_),R2)", "R1=1, R2=1; R1=2, R2=2; R1=3, R2=3; R1=4, R2=4; R1=2, R2=5").
c("order_by([desc(X)],p(X,R1))", "X=4, R1=c; X=3, R1=a; X=2, R1=b; X=2, R1=b; X=1, R1=a").
c("order_by([asc(Y),desc(X)],p(X,Y))", "Y=a, X=3; Y=a, X=1; Y=b, X=2; Y=b, X=2; Y=c, X=4").
c("distinct(p(R1,R2))", "R1=1, R2=a; R1=2, R2=b; R1=3, R2=a; R1=4, R2=c").
c("distinct(Y,p(R1,Y))", "Y=a, R1=1; Y=b, R1=2; Y=c, R1=4").
c("reduced(p(R1,R2))", "R1=1, R2=a; R1=2, R2=b; R1=3, R2=a; R1=4, R2=c").
c("limit(-1,p(R1,R2))", "false").
c("limit(a,p(R1,R2))", "type_error(evaluable,a/0)").
c("limit(_,p(R1,R2))", "instantiation_error").
c("limit(0,p(R1,R2))", "false").
c("offset(a,p(R1,R2))", "type_error(evaluable,a/0)").
c("call_nth(p(R1,_),0)", "domain_error(not_less_than_one,0)").
c("call_nth(p(R1,_),-1)", "domain_error(not_less_than_one,-1)").
c("call_nth(p(_,_),a)", "type_error(integer,a)").
c("order_by([foo(X)],p(X,R1))", "domain_error(order_specifier,foo(A))").
c("order_by(foo,p(R1,R2))", "type_error(list,foo)").
c("order_by(_,p(R1,R2))", "instantiation_error").
c("findnsols(2,X,p(X,_),R1)", "X=A, R1=[1,2]; X=A, R1=[3,4]; X=A, R1=[2]").
c("findnsols(5,X,p(X,_),R1)", "X=A, R1=[1,2,3,4,2]").
c("maplist([X,Y]>>(Y is X*2),[1,2,3],R1)", "X=A, Y=B, R1=[2,4,6]").
c("N=10,maplist({N}/[X,Y]>>(Y is X*N),[1,2],R1)", "N=10, X=A, Y=B, R1=[10,20]").
c("N=10,maplist(\\X^Y^(Y is X*N),[1,2],R1)", "existence_error(procedure,(\\)/3)").
c("maplist([X]>>(Z=X),[1,1]),true", "X=A, Z=B").
c("maplist([X,Z]>>(Z=X),[1,2],R1)", "X=A, Z=B, R1=[1,2]").
c("call([X,Y]>>pl(X,Y),1,2,R1)", "X=A, Y=B, R1=3").
c("call([X]>>pl(X),1,2,R1)", "X=A, R1=3").
c("foldl([X,A,B]>>(B is A+X),[1,2,3],0,R1)", "X=A, A=B, B=C, R1=6").
c("call(/(f,[X]>>(X=1)),R1)", "type_error(lambda_free,f)").
c("call([]>>true)", "true").
c("call([X|T]>>(X-T=_-_),1,2)", "existence_error(procedure,(=)/3)").
