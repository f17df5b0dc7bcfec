% Aggregates, options, pairs, grammars, lists, references to clauses, streams: each line is a goal and what it writes, its solutions (at most six) or its error.
% expect: 107 checks
:- include('../../libraries/prolog/goals').
:- include('../../libraries/prolog/relations').

c("aggregate_all(max(X,Y),p(X,Y),R1)", "X=A, Y=B, R1=max(4,c)").
c("aggregate_all(count,p(R1,_),R2)", "R1=A, R2=5").
c("aggregate_all(bag(Y),p(R1,Y),R2)", "Y=A, R1=B, R2=[a,b,a,c,b]").
c("aggregate_all(set(Y),p(R1,Y),R2)", "Y=A, R1=B, R2=[a,b,c]").
c("aggregate_all(r(count,sum(X),max(X)),p(X,_),R1)", "X=A, R1=r(5,12,4)").
c("aggregate_all(max(X),fail,R1)", "false").
c("aggregate_all(sum(X),member(X,[]),R1)", "X=A, R1=0").
c("aggregate_all(min(X),member(X,[3,1.0,1]),R1)", "X=A, R1=1.0").
c("aggregate(count,X^p(X,_),R1)", "X=A, R1=2; X=A, R1=2; X=A, R1=1").
c("aggregate(sum(X),p(X,_),R1)", "X=A, R1=4; X=A, R1=4; X=A, R1=4").
c("aggregate(r(max(X),count),p(X,_),R1)", "X=A, R1=r(3,2); X=A, R1=r(2,2); X=A, R1=r(4,1)").
c("aggregate(bag(X),Y^p(X,Y),R1)", "X=A, Y=B, R1=[1,2,3,4,2]").
c("aggregate_all(count,Y,p(R1,Y),R2)", "Y=A, R1=B, R2=3").
c("aggregate_all(_,p(R1,_),R2)", "instantiation_error").
c("aggregate_all(sum(a),p(R1,_),R2)", "type_error(evaluable,a/0)").
c("empty_nb_set(S),add_nb_set(a,S,N1),add_nb_set(a,S,N2),add_nb_set(b,S),nb_set_to_list(S,L),print([N1,N2,L]),nl,fail", "[true,false,[a,b]]\nfalse").
c("list_to_heap([3-c,1-a,2-b],H),get_from_heap(H,P,K,H2),heap_size(H2,S),heap_to_list(H2,L),print([P,K,S,L]),nl,fail", "[1,a,2,[2-b,3-c]]\nfalse").
c("select_option(a(_),[b(1),a(2)],R1)", "R1=[b(1)]").
c("select_option(c(_),[b(1)],_,def)", "true").
c("merge_options([a(1)],[a(2),b(3)],R1)", "R1=[a(1),b(3)]").
c("option(a(_),[a=3])", "true").
c("option(c(_),[a=3],7)", "true").
c("pairs_keys_values(_,[a,b],[1,2])", "true").
c("map_list_to_pairs(atom_length,[abc,d],R1)", "R1=[3-abc,1-d]").
c("group_pairs_by_key([a-1,a-2,b-3,a-4],R1)", "R1=[a-[1,2],b-[3],a-[4]]").
c("reset_gensym,gensym(a,X),gensym(a,Y),reset_gensym(a),gensym(a,Z),print([X,Y,Z]),nl,fail", "[a1,a2,a1]\nfalse").
c("relative_file_name('/a/b/c','/a/d/e',R1)", "R1='../b/c'").
c("directory_file_path(a,b,R1)", "R1='a/b'").
c("phrase(sequence(digit,`,`,L),`1,2,3`)", "L=[49,50,51]").
c("phrase((sequence(integer,\",\",L),remainder(_)),`1,2,3x`)", "L=[1,2,3]").
c("phrase(sequence(`[`,integer,`,`,`]`,L),`[1,2]`)", "L=[1,2]").
c("phrase(optional(`a`,[]),`a`)", "true").
c("phrase(foreach(member(X,[1,2]),integer(X),`,`),R1)", "X=A, R1=[49,44,50]").
c("phrase(number(_),`1.5e3`)", "true").
c("phrase((whites,integer(_),blanks,string_without(`,`,_),\",\",remainder(_)),`  12 abc,def`)", "true").
c("phrase((string(_),\"b\",!,remainder(_)),`aabb`)", "true").
c("phrase(xinteger(_),`ff`)", "true").
c("phrase(prolog_symbol(_),`=..`)", "true").
c("phrase(csyms,`abc_1`)", "true").
c("phrase(alpha_to_lower(_),`A`)", "true").
c("phrase(nonblanks(_),`abc`)", "true").
c("push_operators([op(700,xfx,===>)]),term_to_atom(_,'a===>b'),pop_operators", "true").
c("term_to_atom(_,'a===>b')", "syntax error").
c("subseq([1,2,3],R1,R2)", "R1=[], R2=[1,2,3]; R1=[3], R2=[1,2]; R1=[2], R2=[1,3]; R1=[2,3], R2=[1]; R1=[1], R2=[2,3]; R1=[1,3], R2=[2]").
c("max_member(_,[1,a,\"s\",f(x)])", "true").
c("max_member([X,Y]>>(X@>=Y),R1,[1,3,2])", "X=A, Y=B, R1=1").
c("pairs_keys([a-1],R1)", "R1=[a]").
c("last([1,2,3],R1)", "R1=3").
c("sumlist([1,2],R1)", "R1=3").
c("list_to_set([a,B,b,B,a,1,1.0],R1)", "B=A, R1=[a,A,b,1,1.0]").
c("sum_list([1,2.5],R1)", "R1=3.5").
c("numlist(5,1,R1)", "false").
c("is_set([a,b])", "true").
c("subtract([a,b],[a],R1)", "R1=[b]").
c("permutation([1,2,3],R1)", "R1=[1,2,3]; R1=[1,3,2]; R1=[2,1,3]; R1=[2,3,1]; R1=[3,1,2]; R1=[3,2,1]").
c("clumped([a-1,a-2,b-3],R1)", "R1=[a-1-1,a-2-1,b-3-1]").
c("clumped([a,a,b],R1)", "R1=[a-2,b-1]").
c("pairs_values([a-1],R1)", "R1=[1]").
c("same_length([a,b],R1)", "R1=[A,B]").
c("nextto(R1,R2,[1,2,3])", "R1=1, R2=2; R1=2, R2=3").
c("sumlist([a],R1)", "type_error(evaluable,a/0)").
c("msort([b,a,c,a],R1)", "R1=[a,a,b,c]").
c("predsort([O,A,B]>>compare(O,A,B),[c,a,b,a],R1)", "O=A, A=B, B=C, R1=[a,b,c]").
c("partition([X]>>(X>2),[1,2,3,4],R1,R2)", "X=A, R1=[3,4], R2=[1,2]").
c("partition([X,C]>>compare(C,X,2),[1,2,3,4],R1,R2,R3)", "X=A, C=B, R1=[1], R2=[2], R3=[3,4]").
c("convlist([X,Y]>>(X>1,Y is X*2),[1,2,3],R1)", "X=A, Y=B, R1=[4,6]").
c("foldr([X,A,B]>>(B=[X|A]),[1,2,3],[],R1)", "X=A, A=B, B=C, R1=[1,2,3]").
c("aggregate_all(count,member(_,[a,b]),R1)", "R1=2").
c("exclude([X]>>(X>2),[1,2,3,4],R1)", "X=A, R1=[1,2]").
c("copy_term([X],f(X,_),R1,R2)", "X=A, R1=[B], R2=f(B,C)").
c("functor(_,foo,0,compound)", "true").
c("functor(foo(a),R1,R2,R3)", "R1=foo, R2=1, R3=compound").
c("functor(_,foo,3,compound)", "true").
c("assertz(f(1),R),clause(f(X),B,R),nth_clause(f(_),N,R),erase(R),\\+clause(f(_),_),print([X,B,N]),nl,fail", "[1,true,1]\nfalse").
c("asserta(f(1)),assertz(f(2)),nth_clause(f(_),2,R),clause(H,B,R),print([H,B]),nl,retractall(f(_)),fail", "[f(2),true]\nfalse").
c("float_parts(10.0,R1,R2,R3)", "R1=0.625, R2=2, R3=4").
c("float_parts(0.1,R1,R2,R3)", "R1=0.8, R2=2, R3=-3").
c("flag(cc,_,5),get_flag(cc,V),set_flag(cc,7),flag(cc,W,W),print([V,W]),nl,fail", "[5,7]\nfalse").
c("open_string(\"hello world\",S),peek_string(S,4,P),read_string(S,5,Q),print([P,Q]),nl,fail", "[\"hell\",\"hello\"]\nfalse").
c("call_cleanup(member(_,[1,2]),exit,true)", "true; true").
c("wildcard_match(\"*.PL\",\"a.pl\",[case_sensitive(false)])", "true").
c("message_queue_create(Q),thread_send_message(Q,a(1)),thread_send_message(Q,b(2)),thread_get_message(Q,b(X)),thread_peek_message(Q,a(Y)),print([X,Y]),nl,fail", "[2,1]\nfalse").
c("thread_self(M),thread_create((thread_get_message(x(N)),N1 is N+1,thread_send_message(M,y(N1))),T),thread_send_message(T,x(41)),thread_get_message(y(Z)),thread_join(T,S),print([Z,S]),nl,fail", "[42,true]\nfalse").
c("mutex_create(M),with_mutex(M,true),mutex_lock(M),mutex_unlock(M),mutex_destroy(M),fail", "false").
c("copy_predicate_clauses(p/2,g/2),findall(X-Y,g(X,Y),L),print(L),nl,fail", "[1-a,2-b,3-a,4-c,2-b]\nfalse").
c("lambda_calls([X]>>foo(X),1,R1)", "X=A, R1=foo(B)").
c("partition([_]>>fail,[a],R1,R2)", "R1=[], R2=[a]").
c("string_code(1,\"abc\",R1)", "R1=97").
c("sumlist([],R1)", "R1=0").
c("proper_length([a|_],R1)", "false").
c("sort(0,@>=,[1,3,2,3],R1)", "R1=[3,3,2,1]").
c("sort(1,@<,[f(2,a),f(1,b),f(2,c)],R1)", "R1=[f(1,b),f(2,a)]").
c("locale_sort([b,a],R1)", "R1=[a,b]").
c("tabled_call(member(_,[a,b,a]))", "true; true").
c("ignore(fail)", "true").
c("plus(1,R1,3)", "R1=2").
c("char_type(a,to_lower(R1))", "R1='A'").
c("char_type(_,digit(5))", "true").
c("atom_to_term('foo(X,Y,X)',R1,R2)", "R1=foo(A,B,A), R2=['X'=A,'Y'=B]").
c("sformat(_,\"~w\",[a])", "true").
c("term_variables(f(X,g(Y),X),R1)", "X=A, Y=B, R1=[A,B]").
c("setof(X-Y,p(X,Y),R1)", "X=A, Y=B, R1=[1-a,2-b,3-a,4-c]").
c("bagof(X,p(X,Y),R1)", "X=A, Y=a, R1=[1,3]; X=A, Y=b, R1=[2,2]; X=A, Y=c, R1=[4]").
c("unify_with_occurs_check(X,f(X))", "false").
c("atomics_to_string([a,1,\"s\"],R1)", "R1=\"a1s\"").
c("read_term_from_atom('foo(Bar)',R1,[])", "R1=foo(A)").
c("ground(f(R1))", "false").
