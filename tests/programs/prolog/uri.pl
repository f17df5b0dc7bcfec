% Addresses: parts, percent encoding, relative addresses, normal forms.
:- use_module(library(uri)).
:- style_check(-singleton).
t(G) :- catch(( call(G) -> R = '' ; R = no ), error(R, _), true), ( R == '' -> true ; print(R) ), nl.
:- t(( uri_components('http://user:pw@www.example.com:8080/a/b?x=1&y=2#frag', C), (numbervars(C, 0, _), print(C)) )). % expect: uri_components(http,'user:pw@www.example.com:8080','/a/b','x=1&y=2',frag)
:- t(( uri_components('http://www.example.com:8080/a', C), uri_data(authority, C, A), writeq(A) )). % expect: 'www.example.com:8080'
:- t(( uri_components('mailto:a@b.c', C), (numbervars(C, 0, _), print(C)) )). % expect: uri_components(mailto,A,'a@b.c',B,C)
:- t(( uri_components('/a/b?c', C), (numbervars(C, 0, _), print(C)) )). % expect: uri_components(A,B,'/a/b',c,C)
:- t(( uri_components(C, uri_components(http, 'a.b', '/x y', 'q=1', f)), (numbervars(C, 0, _), print(C)) )). % expect: 'http://a.b/x y?q=1#f'
:- t(( C = uri_components(http, 'a.b', '/x', S, F), uri_data(search, C, V), (numbervars(V, 0, _), print(V)) )). % expect: A
:- t(( uri_data(path, uri_components(http, 'a.b', '/x', S, F), '/y', N), (numbervars(N, 0, _), print(N)) )). % expect: uri_components(http,'a.b','/y',A,B)
:- t(( uri_data(foo, uri_components(http, 'a.b', '/x', S, F), V), write(yes) )). % expect: no
:- t(( uri_data(K, uri_components(http, 'a.b', '/x', s, f), V), writeq(K-V) )). % expect: scheme-http
:- t(( uri_authority_components('user:pw@host:80', C), (numbervars(C, 0, _), print(C)) )). % expect: uri_authority(user,pw,host,80)
:- t(( uri_authority_components('host', C), (numbervars(C, 0, _), print(C)) )). % expect: uri_authority(A,B,host,C)
:- t(( uri_authority_components('user@host', C), (numbervars(C, 0, _), print(C)) )). % expect: uri_authority(user,A,host,B)
:- t(( uri_authority_components('host:http', C), (numbervars(C, 0, _), print(C)) )). % expect: uri_authority(A,B,host,http)
:- t(( uri_authority_components('[::1]:80', C), (numbervars(C, 0, _), print(C)) )). % expect: uri_authority(A,B,'[::1]',80)
:- t(( uri_authority_components(A, uri_authority(u, p, h, 80)), writeq(A) )). % expect: 'u:p@h:80'
:- t(( uri_authority_components(A, uri_authority(_, _, h, _)), writeq(A) )). % expect: h
:- t(( uri_authority_components(A, uri_authority(u, _, h, P)), writeq(A) )). % expect: 'u@h'
:- t(( uri_authority_data(port, uri_authority(u,p,h,80), V), (numbervars(V, 0, _), print(V)) )). % expect: 80
:- t(( uri_authority_data(user, uri_authority(u,p,h,80), V), (numbervars(V, 0, _), print(V)) )). % expect: u
:- t(( uri_query_components('a=1&b=2&c=x%20y', L), writeq(L) )). % expect: [a='1',b='2',c='x y']
:- t(( uri_query_components('a=1;b=2', L), writeq(L) )). % expect: [a='1',b='2']
:- t(( uri_query_components('a=b+c', L), writeq(L) )). % expect: [a='b c']
:- t(( uri_query_components(Q, [a=1,b='x y',c('&=')]), writeq(Q) )). % expect: 'a=1&b=x%20y&c=%26%3D'
:- t(( uri_query_components(Q, [a-1,b="s"]), writeq(Q) )). % expect: 'a=1&b=s'
:- t(( uri_query_components('', L), writeq(L) )). % expect: []
:- t(( uri_query_components(Q, []), writeq(Q) )). % expect: ''
:- t(( uri_query_components('a', L), writeq(L) )). % expect: syntax_error(illegal_uri_query)
:- t(( uri_query_components("x=%C3%A9", L), writeq(L) )). % expect: [x=é]
:- t(( uri_query_components(Q, [x='é']), writeq(Q) )). % expect: 'x=%C3%A9'
:- t(( uri_normalized('HTTP://Www.Example.com/a/../b/./c', U), writeq(U) )). % expect: 'http://www.example.com/b/c'
:- t(( uri_normalized('http://a.b', U), writeq(U) )). % expect: 'http://a.b'
:- t(( uri_normalized('http://a.b/%7ea', U), writeq(U) )). % expect: 'http://a.b/~a'
:- t(( uri_normalized('http://a.b/a b', U), writeq(U) )). % expect: 'http://a.b/a%20b'
:- t(( uri_normalized('c/../d', 'http://a.b/x/y', U), writeq(U) )). % expect: 'http://a.b/x/d'
:- t(( uri_resolve('c', 'http://a.b/x/y', U), writeq(U) )). % expect: 'http://a.b/x/c'
:- t(( uri_resolve('/c', 'http://a.b/x/y', U), writeq(U) )). % expect: 'http://a.b/c'
:- t(( uri_resolve('../c', 'http://a.b/x/y/z', U), writeq(U) )). % expect: 'http://a.b/x/c'
:- t(( uri_resolve('?q', 'http://a.b/x/y', U), writeq(U) )). % expect: 'http://a.b/x/y?q'
:- t(( uri_resolve('#f', 'http://a.b/x/y?q', U), writeq(U) )). % expect: 'http://a.b/x/y?q#f'
:- t(( uri_resolve('//h/p', 'http://a.b/x/y', U), writeq(U) )). % expect: 'http://h/p'
:- t(( uri_resolve('http://z', 'http://a.b/x/y', U), writeq(U) )). % expect: 'http://z'
:- t(( uri_resolve('', 'http://a.b/x/y?q#f', U), writeq(U) )). % expect: 'http://a.b/x/y?q'
:- t(( uri_resolve('g;x=1/../y', 'http://a/b/c/d;p?q', U), writeq(U) )). % expect: 'http://a/b/c/y'
:- t(( uri_resolve('../../../g', 'http://a/b/c/d;p?q', U), writeq(U) )). % expect: 'http://a/g'
:- t(( uri_resolve('./g/.', 'http://a/b/c/d;p?q', U), writeq(U) )). % expect: 'http://a/b/c/g/'
:- t(( uri_resolve('..', 'http://a/b/c/d;p?q', U), writeq(U) )). % expect: 'http://a/b/'
:- t(( uri_resolve('.', 'http://a/b/c/d;p?q', U), writeq(U) )). % expect: 'http://a/b/c/'
:- t(( uri_resolve('g', 'http://a', U), writeq(U) )). % expect: 'http://a/g'
:- t(( uri_file_name('file:///a/b%20c', F), writeq(F) )). % expect: '/a/b c'
:- t(( uri_file_name(U, '/a/b c'), writeq(U) )). % expect: 'file:///a/b%20c'
:- t(( uri_file_name('http://a', F), write(yes) )). % expect: no
:- t(( uri_iri('http://a/%C3%A9', I), writeq(I) )). % expect: 'http://a/é'
:- t(( uri_iri(U, 'http://a/é b'), writeq(U) )). % expect: 'http://a/%C3%A9%20b'
:- t(( uri_encoded(query_value, 'a b&c=d/é', E), writeq(E) )). % expect: 'a%20b%26c%3Dd/%C3%A9'
:- t(( uri_encoded(path, 'a b&c=d/é', E), writeq(E) )). % expect: 'a%20b&c=d/%C3%A9'
:- t(( uri_encoded(fragment, 'a b#', E), writeq(E) )). % expect: 'a%20b%23'
:- t(( uri_encoded(segment, 'a/b', E), writeq(E) )). % expect: 'a%2Fb'
:- t(( uri_encoded(query_value, D, 'a+b%20c'), writeq(D) )). % expect: 'a b c'
:- t(( uri_encoded(path, D, 'a+b%20c'), writeq(D) )). % expect: 'a+b c'
:- t(( uri_encoded(foo, a, D), writeq(D) )). % expect: domain_error(uri_component,foo)
:- t(( uri_is_global('http://a'), write(yes) )). % expect: yes
:- t(( uri_is_global('a:b'), write(yes) )). % expect: no
:- t(( uri_is_global('c'), write(yes) )). % expect: no
:- t(( uri_components(X, Y), write(yes) )). % expect: instantiation_error
:- t(( uri_normalized('http://a.b/x%2fy%41?q=%c3%a9 z', U), writeq(U) )). % expect: 'http://a.b/x%2FyA?q=%C3%A9%20z'
:- t(( uri_iri('http://a/%41%C3%A9%FF', I), writeq(I) )). % expect: 'http://a/%41%C3%A9%FF'
:- t(( uri_query_components(_, [_]), write(yes) )). % expect: instantiation_error
:- t(( uri_query_components(_, [1]), write(yes) )). % expect: type_error(name_value,1)
:- t(( uri_query_components(_, a), write(yes) )). % expect: type_error(list,a)
:- t(( uri_authority_components(_, _), write(yes) )). % expect: instantiation_error
:- t(( uri_encoded(_, a, _), write(yes) )). % expect: instantiation_error
:- t(( uri_encoded(path, _, _), write(yes) )). % expect: instantiation_error
:- t(( uri_file_name(_, _), write(yes) )). % expect: instantiation_error
