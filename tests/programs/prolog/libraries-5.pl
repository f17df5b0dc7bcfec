% Parts of programs, encodings, characters, tables that change, threads, trees: each line is a goal and what it writes, its solutions (at most six) or its error.
% expect: 65 checks
:- include('../../libraries/prolog/goals').
:- include('../../libraries/prolog/relations').

c("comma_list((a,b,c),R1)", "R1=[a,b,c]").
c("comma_list(_,[a,b,c])", "true").
c("semicolon_list((a;b),R1)", "R1=[a,b]").
c("mkconj(true,a,R1)", "R1=a").
c("mkconj(a,b,R1)", "R1=a,b").
c("mkdisj(fail,a,R1)", "R1=a").
c("mkdisj(a,b,R1)", "R1=a;b").
c("pi_head(_,foo(R1,R2))", "R1=A, R2=B").
c("pi_head(foo/2,R1)", "R1=foo(A,B)").
c("pi_head(m:foo/2,R1)", "R1=m:foo(A,B)").
c("pi_head(_,m:foo(R1))", "R1=A").
c("pi_head(foo//1,R1)", "R1=foo(A,B,C)").
c("head_name_arity(_,foo,2)", "true").
c("most_general_goal(foo(a),R1)", "R1=foo(A)").
c("extend_goal(foo(a),[b],R1)", "R1=foo(a,b)").
c("extend_goal(m:foo(a),[b],R1)", "R1=m:foo(a,b)").
c("is_control_goal((a,b))", "true").
c("is_control_goal(a)", "false").
c("predicate_label(user:foo/2,R1)", "R1='foo/2'").
c("is_predicate_indicator(foo/2)", "true").
c("base64(\"hello\",R1)", "R1='aGVsbG8='").
c("base64(_,\"aGVsbG8=\")", "true").
c("base64_encoded(\"hé\",R1,[])", "R1=\"aMOp\"").
c("base64_encoded(\"hi\",_,[as(atom)])", "true").
c("base64_encoded(_,\"aGk=\",[])", "true").
c("phrase(utf8_codes([233,8364,128512]),R1)", "R1=[195,169,226,130,172,240,159,152,128]").
c("phrase(utf8_codes(_),[195,169,226,130,172])", "true").
c("uri_encoded(query_value,'a b&c/d=é',R1)", "R1='a%20b%26c/d%3D%C3%A9'").
c("uri_encoded(path,'/a b&c/d=é',R1)", "R1='/a%20b&c/d=%C3%A9'").
c("uri_encoded(fragment,'a b&c/d=é?',R1)", "R1='a%20b&c/d=%C3%A9?'").
c("uri_encoded(segment,'a/b c',R1)", "R1='a%2Fb%20c'").
c("uri_encoded(query_value,_,'a%20b+c')", "true").
c("uri_components('http://a.b:80/c/d?e=f#g',R1)", "R1=uri_components(http,'a.b:80','/c/d','e=f',g)").
c("uri_components(_,uri_components(http,'a.b','/c',R1,R2))", "R1=A, R2=B").
c("uri_is_global('http://x')", "true").
c("uri_is_global('x/y')", "false").
c("format_to_codes(\"~w\",[a],R1)", "R1=[97]").
c("read_from_codes(\"foo(X)\",R1)", "R1=foo(A)").
c("read_term_from_codes(`foo(A)`,R1,[])", "R1=foo(A)").
c("with_output_to_codes(write(a),R1)", "R1=[97]").
c("write_term_to_codes('A b',_,[quoted(true)])", "true").
c("read_from_chars(\"foo(X). \",R1)", "R1=foo(A)").
c("to_lower(0'A,R1)", "R1=97").
c("to_upper(0'a,R1)", "R1=65").
c("upper_lower(0'A,R1)", "R1=97").
c("upper_lower(_,0'a)", "true").
c("is_alpha(0'a)", "true").
c("is_digit(0'a,16,R1)", "R1=10").
c("is_paren(0'(,R1)", "R1=41").
c("is_endline(10)", "true").
c("ht_new(H),ht_put(H,a,1),ht_put(H,b,2),ht_put(H,a,3),ht_get(H,a,V),ht_size(H,S),ht_pairs(H,P0),msort(P0,P),ht_keys(H,K0),msort(K0,K),ht_del(H,a,_),ht_size(H,S2),H=x(V,S,P,K,S2)", "false").
c("ht_pairs(H,[a-1,b-2]),findall(K-V,ht_gen(H,K,V),L0),msort(L0,_),fail", "false").
c("ht_pairs(H,[a-1]),ht_put_new(H,a,2)", "false").
c("ht_pairs(H,[a-1]),ht_update(H,a,_,2),ht_get(H,a,X),H=X", "false").
c("concurrent_maplist(inc,[1,2],R1)", "R1=[2,3]").
c("concurrent_and(p(_,Y),Y=a)", "Y=a; Y=a").
c("concurrent(2,[X=1,Y=2],[])", "X=1, Y=2").
c("display(1+2)", "+(1,2)true").
c("concat_atom([a,b],R1)", "R1=ab").
c("concat_atom(_,',','a,b')", "true").
c("list_to_rbtree([a-1,b-2],T),rb_partial_map(T,[a],inc,T2),rb_visit(T2,L),T=L,true", "false").
c("list_to_rbtree([a-1,b-2,c-3],T),rb_next(T,a,K,V),rb_previous(T,c,K2,V2),rb_fold([_-W,A,B]>>(B is A+W),T,0,S),print([K,V,K2,V2,S]),nl,fail", "[b,2,b,2,6]\nfalse").
c("list_to_assoc([a-1,b-2],T),transpose_pairs([a-1,b-2],L),get_assoc(a,T,V,T2,9),get_assoc(a,T2,V2),print([L,V,V2]),nl,fail", "[[1-a,2-b],1,9]\nfalse").
c("scanl(pl,[1,2,3],0,R1)", "R1=[0,1,3,6]").
c("foldl([X,Y,A,B]>>(B is A+X*Y),[1,2],[3,4],0,R1)", "X=A, Y=B, A=C, B=D, R1=11").
